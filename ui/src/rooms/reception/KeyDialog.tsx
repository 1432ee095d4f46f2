import { useState } from 'react';
import type { EligibilityKey } from '../../api/bindings';
import { readDay } from '../../api/dates';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { DateField } from '../../design/DateField';
import { Dialog } from '../../design/Dialog';
import { Field } from '../../design/Field';
import { at } from '../../design/Findings';
import { Columns, Form } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';

const words = t.reception.key;

const NOTHING: EligibilityKey = {
  insurer_number: '',
  symbol: '',
  number: '',
  branch: '',
  birth_date: '',
  limits: false,
};

/** Asks the terminal about an insurance that is read off a paper. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const [key, setKey] = useState(NOTHING);
  const ask = useWrite('eligibility_ask_key');
  const tell = useToast();
  const findings = ask.error?.findings ?? [];
  const submit = (): void =>
    ask.mutate(key, {
      onSuccess: () => {
        tell(words.asked);
        onClose();
      },
    });
  const code = (
    field: 'insurer_number' | 'symbol' | 'number' | 'branch',
    label: string,
    more: { required?: boolean; autoFocus?: boolean } = {},
  ) => (
    <Field
      label={label}
      kind={field === 'symbol' ? 'text' : 'code'}
      value={key[field]}
      onChange={(value) => setKey((before) => ({ ...before, [field]: value }))}
      findings={at(findings, field)}
      {...more}
    />
  );
  return (
    <Dialog
      title={words.title}
      open
      keeps
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="main" call="eligibility_ask_key" onPress={submit} disabled={ask.isPending}>
            {words.go}
          </Button>
        </>
      }
    >
      {ask.error !== null && <ErrorBanner error={ask.error} hideFindings={ask.error.code === 'Rejected'} />}
      <p>{words.intro}</p>
      <Form label={words.title}>
        <Columns>
          {code('insurer_number', words.insurer, { required: true, autoFocus: true })}
          {code('symbol', words.symbol)}
          {code('number', words.number, { required: true })}
          {code('branch', words.branch)}
        </Columns>
        <DateField
          label={words.birth}
          value={key.birth_date}
          parse={readDay}
          onChange={(birth_date) => setKey((before) => ({ ...before, birth_date }))}
          findings={at(findings, 'birth_date')}
          required
        />
        <Checkbox value={key.limits} onChange={(limits) => setKey((before) => ({ ...before, limits }))}>
          {words.limits}
        </Checkbox>
      </Form>
    </Dialog>
  );
}
