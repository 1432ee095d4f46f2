import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FindingShown, LetterForm, LetterOpen, LetterSave } from '../../api/bindings';
import { installShortcuts } from '../../keyboard/registry';
import { type Answers, day, draw, openFront, playCore, refusal } from '../../testing/host';
import { AUTOSAVE, DraftKeeper } from './draft';
import { fieldOf, saidAt } from './fields';
import LettersRoom from './index';
import { differences, LETTERS, ownText } from './StaleBanner';

const FORM: LetterForm = {
  kind: 'referral',
  subtype: 'outpatient',
  date: '2026-11-22',
  doctor_id: 'd1',
  receiver: {
    id: null,
    kind: 'medical',
    code: '',
    name: '港中央病院',
    postal_code: '',
    address: '',
    phone: '',
    fax: '',
    department: '',
    doctor: '',
    honorific: 'auto',
  },
  payment: 'insured',
  consent: { given: true, on: '', way: 'oral' },
  diagnosis: '高血圧症',
  purpose: '',
  past_history: '',
  family_history: '',
  allergy: '',
  infection: '',
  course: '経過は良好です。',
  treatment: '',
  medication: '',
  remarks: '',
  physical_findings: '',
  social_history: '',
  immunization: '',
  surgery: '',
  transfusion: '',
  procedures: '',
  care_plan: '',
  devices: '',
  advance_directive: '',
  research: '',
  family: [],
  attachments: [],
  own_pages: false,
  rows: {
    conditions: [],
    past_conditions: [],
    present_conditions: [],
    allergies: [],
    infections: [],
    lab_results: [],
    prescriptions: [],
  },
  answered: { date: '', number: '' },
  large_print: false,
  gothic: false,
  civil_years: false,
  data_in_pdf: 'usual',
};

const OTHER_NUMBER: FindingShown = {
  path: 'number',
  rule: 'fax.number-other',
  severity: 'warning',
  message: '紹介先に登録したFAX番号と違います。',
};

const MISSING: FindingShown = {
  path: 'purpose',
  rule: 'letter.purpose-missing',
  severity: 'error',
  message: '紹介目的を入力してください。',
};
const NO_CODE: FindingShown = {
  path: 'receiver.code',
  rule: 'bundle.no-receiver-code',
  severity: 'warning',
  message: '医療機関番号がありません。',
};
const SAME_MONTH: FindingShown = {
  path: 'receiver.name',
  rule: 'letter.same-month',
  severity: 'warning',
  message: '今月この紹介先へは作成済みです。',
};

const patient: LetterOpen['row']['patient'] = {
  id: 'p1',
  version: 1,
  chart_number: '123',
  name: '山田 花子',
  kana: 'ヤマダ ハナコ',
  birth_date: day('1945-03-01', '昭和20年3月1日'),
  age: '81歳',
  sex: 'female',
  address: '横浜市',
  phone: '',
  same_name: false,
};

/** A core that keeps one letter: it saves, notices an old version, and freezes. */
function clinic(change: Partial<LetterForm> = {}) {
  const kept = {
    form: { ...FORM, ...change },
    version: 1,
    state: 'draft' as LetterOpen['row']['state'],
    issues: [] as LetterOpen['versions'][number]['issues'],
  };
  const findings = (): FindingShown[] => [...(kept.form.purpose === '' ? [MISSING] : []), SAME_MONTH];
  const opened = (): LetterOpen => ({
    row: {
      document: 'referral_letter',
      id: 'l1',
      patient,
      kind: kept.form.kind,
      state: kept.state,
      versions: kept.state === 'final' ? 1 : 0,
      receiver: kept.form.receiver.name,
      receiver_line: 'ご担当先生 御机下',
      changed: day('2026-11-22'),
      finalized: null,
      bundle: false,
      outbox: null,
      issued: [],
    },
    version: kept.version,
    form: kept.form,
    reason: '',
    withdrawn_reason: '',
    findings: [...findings(), NO_CODE],
    attachments: [],
    attachments_limit: 10_000_000,
    ways: ['printed', 'copy', 'saved', 'handed', 'fax', 'mail'],
    progress: [{ field: 'diagnosis', label: '傷病名', coded: 0, rows: 0, text: true }],
    chart: {
      patient,
      conditions: [],
      allergies: [],
      infections: [],
      lab_results: [],
      prescriptions: [],
      no_allergy: null,
      no_contraindication: null,
      retracted: [],
    },
    doctors: [
      {
        id: 'd1',
        version: 1,
        active: true,
        form: { name: '文箱 一郎', kana: '', department: '内科', registration_number: '' },
      },
    ],
    versions:
      kept.state === 'final'
        ? [
            {
              number: 1,
              at: day('2026-11-22'),
              staff: '文箱 一郎',
              reason: '',
              bundle: false,
              issues: kept.issues,
              findings: [NO_CODE],
            },
          ]
        : [],
  });
  const answers: Answers = {
    front_state: () => openFront(),
    date_read: ({ text }) => ({ date: day(text), findings: [] }),
    letter_open: opened,
    letter_save: ({ version, form }: LetterSave) => {
      if (version !== kept.version) throw refusal('Stale');
      kept.form = form;
      kept.version += 1;
      return { version: kept.version, at: day('2026-11-22'), findings: findings(), progress: [] };
    },
    letter_finalize: ({ version }) => {
      if (version !== kept.version) throw refusal('Stale');
      kept.state = 'final';
      return opened();
    },
    letter_preview: () => ({ pages: [], findings: [] }),
    letter_issue: ({ way }) => {
      kept.issues = [{ place: 0, way, at: day('2026-11-22'), staff: '文箱 一郎', undone: null }];
      return { done: true, pdf: null, file_name: '' };
    },
    letter_companion: ({ confirmed }) =>
      confirmed
        ? { issued: { done: true, pdf: null, file_name: '' }, findings: [] }
        : { issued: null, findings: [OTHER_NUMBER] },
    receiver_search: () => [],
    letter_list: () => [],
  };
  return { kept, answers, opened };
}

const saves = (asked: [string, unknown][]): LetterSave[] =>
  asked.filter(([name]) => name === 'letter_save').map(([, arg]) => arg as LetterSave);

let stop = (): void => undefined;
beforeEach(async () => {
  stop = installShortcuts(window);
  await act(async () => {
    window.location.hash = '#/letters/p1/l1';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('a change is saved by itself, on the version that the last save gave', async () => {
  const user = userEvent.setup();
  const { kept, answers } = clinic();
  const core = playCore(answers);
  draw(<LettersRoom />);
  await user.type(await screen.findByRole('textbox', { name: /^紹介目的/ }), '精査のお願い');
  await waitFor(() => expect(kept.form.purpose).toBe('精査のお願い'), { timeout: AUTOSAVE * 4 });
  const before = saves(core.asked).length;
  await user.type(screen.getByRole('textbox', { name: /^備考/ }), '以上');
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(kept.form.remarks).toBe('以上'));
  const [first] = saves(core.asked);
  expect(first?.version).toBe(1);
  expect(saves(core.asked).at(-1)?.version).toBe(before + 1);
});

test('looking at a letter saves nothing', async () => {
  const { answers, opened } = clinic();
  vi.useFakeTimers();
  const send = vi.fn();
  const keeper = new DraftKeeper(opened(), send);
  keeper.start();
  await vi.advanceTimersByTimeAsync(AUTOSAVE * 3);
  expect(send).not.toHaveBeenCalled();
  keeper.set({ remarks: 'あ' });
  await vi.advanceTimersByTimeAsync(AUTOSAVE - 1);
  expect(send).not.toHaveBeenCalled();
  send.mockImplementation(answers.letter_save as never);
  await vi.advanceTimersByTimeAsync(1);
  expect(send).toHaveBeenCalledTimes(1);
  expect(keeper.snapshot().dirty).toBe(false);
});

test('what is typed during a save is kept and saved next', async () => {
  const { kept, answers, opened } = clinic();
  let let_go = (): void => undefined;
  const keeper = new DraftKeeper(opened(), async (save) => {
    await new Promise<void>((resolve) => {
      let_go = resolve;
    });
    return (answers.letter_save as NonNullable<Answers['letter_save']>)(save);
  });
  keeper.set({ remarks: '一' });
  const done = keeper.flush();
  keeper.set({ remarks: '一二' });
  let_go();
  await vi.waitFor(() => expect(kept.form.remarks).toBe('一'));
  expect(keeper.snapshot().form.remarks).toBe('一二');
  await vi.waitFor(() => {
    let_go();
    expect(kept.form.remarks).toBe('一二');
  });
  expect(await done).toBe(true);
});

test('a letter changed elsewhere is not overwritten, and nothing typed here is lost', async () => {
  const user = userEvent.setup();
  const { kept, answers } = clinic();
  playCore(answers);
  draw(<LettersRoom />);
  await user.type(await screen.findByRole('textbox', { name: /^紹介目的/ }), '手術のお願い');
  kept.form = { ...kept.form, purpose: '投薬のお願い' };
  kept.version = 7;
  await user.keyboard('{Control>}s{/Control}');
  const compared = await screen.findByRole('table', { name: /別の操作で/ });
  expect(within(compared).getByText('手術のお願い')).toBeTruthy();
  expect(within(compared).getByText('投薬のお願い')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: /^紹介目的/ })).toHaveProperty('value', '手術のお願い');
  expect(kept.form.purpose).toBe('投薬のお願い');
  await user.click(screen.getByRole('button', { name: 'この画面の内容で保存する' }));
  await waitFor(() => expect(kept.form.purpose).toBe('手術のお願い'));
  expect(kept.version).toBe(8);
});

test('leaving saves what is not saved yet, without asking', async () => {
  const user = userEvent.setup();
  const { kept, answers } = clinic();
  playCore(answers);
  draw(<LettersRoom />);
  await user.type(await screen.findByRole('textbox', { name: /^備考/ }), '追って');
  expect(kept.form.remarks).toBe('');
  await user.click(screen.getByRole('button', { name: '戻る' }));
  expect(await screen.findByRole('button', { name: '新しい紹介状' })).toBeTruthy();
  await waitFor(() => expect(kept.form.remarks).toBe('追って'));
});

test('a thrown away draft comes back as it stood', async () => {
  const user = userEvent.setup();
  const { answers, opened } = clinic();
  const core = playCore({ ...answers, letter_discard: () => ({}), letter_create: opened });
  draw(<LettersRoom />);
  await user.type(await screen.findByRole('textbox', { name: /^備考/ }), '追って');
  await user.click(screen.getByRole('button', { name: '下書きを捨てる' }));
  await user.click(
    within(await screen.findByRole('alertdialog')).getByRole('button', { name: '下書きを捨てる' }),
  );
  await user.click(await screen.findByRole('button', { name: '元に戻す' }));
  await waitFor(() =>
    expect(core.asked.find(([name]) => name === 'letter_create')?.[1]).toMatchObject({
      patient_id: 'p1',
      form: { remarks: '追って', course: FORM.course },
    }),
  );
});

test('a remembered receiver fills the whole block', async () => {
  const user = userEvent.setup();
  const { kept, answers } = clinic();
  const form = { ...FORM.receiver, id: 'r1', name: '港中央病院', code: '1410000001', fax: '045-000-0000' };
  playCore({ ...answers, receiver_search: () => [{ id: 'r1', version: 1, form }] });
  draw(<LettersRoom />);
  const name = await screen.findByRole('textbox', { name: /^紹介先の名称/ });
  await user.clear(name);
  await user.type(name, '港');
  await user.click(await screen.findByRole('button', { name: '港中央病院' }));
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(kept.form.receiver).toEqual(form));
});

test('F12 on a letter with an error goes to the field and asks nothing of the core', async () => {
  const user = userEvent.setup();
  const { answers } = clinic();
  const core = playCore(answers);
  draw(<LettersRoom />);
  const purpose = await screen.findByRole('textbox', { name: /^紹介目的/ });
  expect(screen.queryByText(MISSING.message)).toBeNull();
  await user.keyboard('{F12}');
  expect(await screen.findByText(MISSING.message)).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(purpose));
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(core.asked.map(([name]) => name)).not.toContain('letter_finalize');
});

test('finalizing names the patient and the warnings, saves first, and then prints', async () => {
  const user = userEvent.setup();
  const { kept, answers } = clinic();
  const core = playCore(answers);
  draw(<LettersRoom />);
  await user.type(await screen.findByRole('textbox', { name: /^紹介目的/ }), '精査のお願い');
  await user.keyboard('{F12}');
  const question = await screen.findByRole('alertdialog');
  expect(question.textContent).toContain('山田 花子');
  expect(question.textContent).toContain('昭和20年3月1日');
  expect(question.textContent).toContain(SAME_MONTH.message);
  expect(kept.form.purpose).toBe('精査のお願い');
  await user.click(within(question).getByRole('button', { name: 'この患者の紹介状として確定する' }));
  expect(await screen.findByRole('button', { name: /^印刷/ })).toBeTruthy();
  expect(screen.getByText('医療機関番号がありません。')).toBeTruthy();
  await user.keyboard('{F9}');
  await waitFor(() =>
    expect(core.asked.find(([name]) => name === 'letter_issue')?.[1]).toEqual({
      id: 'l1',
      number: 1,
      way: 'printed',
    }),
  );
});

test('a FAX cover asks the number twice and shows a warning once before it prints', async () => {
  const user = userEvent.setup();
  const { kept, answers } = clinic();
  kept.state = 'final';
  const core = playCore(answers);
  draw(<LettersRoom />);
  await user.click(await screen.findByRole('button', { name: 'FAX送付状' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(
    within(dialog).getByRole('textbox', { name: /^送り先のFAX番号（もう一度）/ }),
    '0300000001',
  );
  await user.type(within(dialog).getByRole('textbox', { name: /^送り先のFAX番号(?!（)/ }), '0300000001');
  await user.type(within(dialog).getByRole('textbox', { name: /^枚数/ }), '3');
  await user.click(within(dialog).getByRole('button', { name: '印刷' }));
  expect(await within(dialog).findByText(OTHER_NUMBER.message)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'このまま印刷' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const asked = core.asked.filter(([name]) => name === 'letter_companion').map(([, arg]) => arg);
  const companion = { paper: 'fax_cover', number: '0300000001', again: '0300000001', sheets: '3', note: '' };
  expect(asked).toEqual([
    { id: 'l1', companion, confirmed: false },
    { id: 'l1', companion, confirmed: true },
  ]);
});

test('only the ways out that fit the document are offered for noting', async () => {
  const { kept, answers, opened } = clinic();
  kept.state = 'final';
  playCore({ ...answers, letter_open: () => ({ ...opened(), ways: ['printed', 'handed', 'mail'] }) });
  draw(<LettersRoom />);
  expect(await screen.findByRole('button', { name: '手渡しを記録' })).toBeTruthy();
  expect(screen.getByRole('button', { name: '郵送を記録' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'FAXを記録' })).toBeNull();
});

test('findings lead to the fields they stand at', () => {
  expect(fieldOf('rows.prescriptions[2]')).toBe('medication');
  expect(fieldOf('receiver.code')).toBe('receiver');
  expect(fieldOf('patient.insurance.branch')).toBeNull();
  expect(saidAt([MISSING], 'purpose', new Set())).toEqual([]);
  expect(saidAt([MISSING], 'purpose', new Set(['purpose'] as const))).toEqual([MISSING]);
  expect(saidAt([SAME_MONTH], 'receiver', new Set())).toEqual([SAME_MONTH]);
});

test('comparing names what differs, and all that was written can be taken along', () => {
  const theirs = { ...FORM, course: '悪化しました。', gothic: true };
  expect(differences(FORM, theirs, LETTERS).map(({ field }) => field)).toEqual([
    '症状経過及び検査結果',
    'ゴシック体',
  ]);
  expect(ownText(FORM, LETTERS)).toContain('経過は良好です。');
  expect(ownText(FORM, LETTERS)).not.toContain('d1');
});
