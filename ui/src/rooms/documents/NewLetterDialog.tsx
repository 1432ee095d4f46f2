import { useState } from 'react';
import type { LetterKind, LetterRow } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Form } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { Select } from '../../design/Select';
import { go } from '../../frame/route';
import { choicesOf, t } from '../../i18n/ja';

const words = t.letters.newLetter;

interface Props {
  patientId: string;
  /** The patient's letters, to copy from. */
  letters: readonly LetterRow[];
  onClose: () => void;
}

/** Begins a letter: of which kind, and whether it takes something over from one before. */
export function NewLetterDialog({ patientId, letters, onClose }: Props) {
  const [kind, setKind] = useState<LetterKind>('referral');
  const [from, setFrom] = useState('');
  const create = useWrite('letter_create');
  const begin = (): void =>
    create.mutate(
      { patient_id: patientId, kind, from: from === '' ? null : from, form: null },
      { onSuccess: ({ row }) => go('letters', row.patient.id, row.id) },
    );
  return (
    <Dialog
      title={words.title}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="main" onPress={begin} disabled={create.isPending} autoFocus>
            {words.go}
          </Button>
        </>
      }
    >
      {create.error !== null && <ErrorBanner error={create.error} />}
      <Form label={words.title}>
        <RadioGroup
          label={words.kind}
          value={kind}
          onChange={setKind}
          choices={choicesOf(t.words.letterKind)}
        />
        {letters.length > 0 && (
          <Select
            label={words.from}
            help={words.fromHelp}
            value={from}
            onChange={setFrom}
            choices={[
              { value: '', label: words.fromNone },
              ...letters.map((row) => ({
                value: row.id,
                label: words.fromOne(
                  row.receiver || t.letters.noReceiver,
                  (row.finalized ?? row.changed).wareki,
                ),
              })),
            ]}
          />
        )}
      </Form>
    </Dialog>
  );
}
