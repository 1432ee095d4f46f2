import { useState } from 'react';
import type { ViewKind } from '../../api/bindings';
import { readPartialDay } from '../../api/dates';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { DateField } from '../../design/DateField';
import { Dialog } from '../../design/Dialog';
import { at } from '../../design/Findings';
import { Columns, Form } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';

const words = t.views;

/** Asks for what the person lets us look at: which months, and whether as pages or as rows. */
export function ViewDialog({
  patientId,
  kind,
  onClose,
}: {
  patientId: string;
  kind: ViewKind;
  onClose: () => void;
}) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  // 6情報 come as pages only.
  const [paper, setPaper] = useState(kind === 'core6');
  const ask = useWrite('view_ask');
  const tell = useToast();
  const findings = ask.error?.findings ?? [];
  const submit = (): void =>
    ask.mutate(
      { patient_id: patientId, kind, from, to, paper },
      {
        onSuccess: () => {
          tell(words.asked);
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={words.askTitle(words.kind[kind])}
      open
      keeps
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="main" call="view_ask" onPress={submit} disabled={ask.isPending}>
            {words.go}
          </Button>
        </>
      }
    >
      {ask.error !== null && <ErrorBanner error={ask.error} hideFindings={ask.error.code === 'Rejected'} />}
      <Form label={words.askTitle(words.kind[kind])}>
        {kind !== 'checkup' && (
          <Columns>
            <DateField
              label={words.from}
              value={from}
              parse={readPartialDay}
              onChange={setFrom}
              help={words.monthHelp}
              findings={at(findings, 'from')}
            />
            <DateField
              label={words.to}
              value={to}
              parse={readPartialDay}
              onChange={setTo}
              help={words.monthHelp}
              findings={at(findings, 'to')}
            />
          </Columns>
        )}
        {kind !== 'core6' && (
          <>
            <Checkbox value={paper} onChange={setPaper}>
              {words.paper}
            </Checkbox>
            <p>{words.paperHelp}</p>
          </>
        )}
      </Form>
    </Dialog>
  );
}
