import { useState } from 'react';
import type { LetterRow } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Field } from '../../design/Field';
import { at } from '../../design/Findings';
import { Actions, Form } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { PatientFacts } from './PatientFacts';

const words = t.letters.reason;

const EXAMPLES = {
  letter_amend: words.amendExamples,
  letter_withdraw: words.withdrawExamples,
} as const;

interface Props {
  act: keyof typeof EXAMPLES;
  row: LetterRow;
  onClose: () => void;
}

/** Amends or withdraws a finalized document, for a reason. */
export function ReasonDialog({ act, row, onClose }: Props) {
  const [reason, setReason] = useState('');
  const write = useWrite(act);
  const tell = useToast();
  const said = t.documents[row.document].reason[act];
  const submit = (): void =>
    write.mutate(
      { id: row.id, reason },
      {
        onSuccess: () => {
          tell(said.done);
          onClose();
        },
      },
    );
  const error = write.error;
  return (
    <Dialog
      title={said.title}
      open
      keeps
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button
            look={act === 'letter_withdraw' ? 'danger' : 'main'}
            onPress={submit}
            disabled={write.isPending || reason.trim() === ''}
          >
            {said.go}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorBanner error={error} hideFindings={error.code === 'Rejected'} />}
      <PatientFacts patient={row.patient} />
      <p>{said.body}</p>
      <Form label={said.title}>
        <Field
          label={words.label}
          value={reason}
          onChange={setReason}
          findings={at(error?.findings ?? [], 'reason')}
          required
          autoFocus
        />
        <fieldset>
          <legend>{words.examples}</legend>
          <Actions>
            {EXAMPLES[act].map((example) => (
              <Button key={example} onPress={() => setReason(example)}>
                {example}
              </Button>
            ))}
          </Actions>
        </fieldset>
      </Form>
    </Dialog>
  );
}
