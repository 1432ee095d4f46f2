// A short letter made through the command table, for tests that are about something else than the editor.

/** What a letter to a fictional hospital says, over the form that the core prefilled. */
export function filled(form) {
  return {
    ...form,
    receiver: {
      ...form.receiver,
      kind: 'medical',
      code: '1312345671',
      name: '文箱記念病院',
      address: '東京都千代田区丸の内1-1',
      phone: '03-0000-0001',
      department: '循環器内科',
      doctor: '鈴木 次郎',
    },
    consent: { ...form.consent, given: true },
    diagnosis: '本態性高血圧症',
    purpose: '精査のお願い',
    course: '3年前から降圧薬で治療しています。最近、動悸が続きます。',
  };
}

/**
 * Writes and finalizes a letter. `ask(name, arg)` makes a call of the command table and rejects with its error.
 * Returns the finalized letter.
 */
export async function finalized(ask, patientId) {
  const made = await ask('letter_create', {
    patient_id: patientId,
    kind: 'referral',
    from: null,
    form: null,
  });
  const id = made.row.id;
  const saved = await ask('letter_save', { id, version: made.version, form: filled(made.form) });
  return await ask('letter_finalize', { id, version: saved.version });
}
