import { useDeferredValue, useState } from 'react';
import type { FindingShown, LetterForm, ReceiverForm } from '../../api/bindings';
import { useRead } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Field, type FieldKind } from '../../design/Field';
import { Actions, Columns, Facts, Panel } from '../../design/layout';
import { Select } from '../../design/Select';
import { Table } from '../../design/Table';
import { choicesOf, t } from '../../i18n/ja';
import { PLACE, saidAt } from './fields';

const words = t.letters.receiver;

interface Props {
  receiver: ReceiverForm;
  onChange: (receiver: ReceiverForm) => void;
  findings: readonly FindingShown[];
  touched: ReadonlySet<keyof LetterForm> | 'all';
  /** 診療科, doctor and 敬称 as the core last put them together. */
  line: string;
}

/** The receiver, filled from one that the clinic has written to before, or typed. */
export function ReceiverFields({ receiver, onChange, findings, touched, line }: Props) {
  const [listed, setListed] = useState<'all' | 'typed' | null>(null);
  const set = (change: Partial<ReceiverForm>): void => onChange({ ...receiver, ...change });
  const said = (field: keyof ReceiverForm): FindingShown[] => saidAt(findings, `receiver.${field}`, touched);
  const part = (
    field: 'code' | 'postal_code' | 'address' | 'phone' | 'fax' | 'department' | 'doctor',
    label: string,
    kind: FieldKind = 'text',
    help?: string,
  ) => (
    <div {...{ [PLACE]: `receiver.${field}` }}>
      <Field
        label={label}
        kind={kind}
        help={help}
        value={receiver[field]}
        onChange={(value) => set({ [field]: value })}
        findings={said(field)}
      />
    </div>
  );
  return (
    <Panel
      title={words.title}
      actions={
        <Button onPress={() => setListed(listed === 'all' ? null : 'all')} pressed={listed === 'all'}>
          {listed === 'all' ? words.hideAll : words.showAll}
        </Button>
      }
    >
      <div {...{ [PLACE]: 'receiver' }}>
        <div {...{ [PLACE]: 'receiver.name' }}>
          <Field
            label={words.name}
            help={words.nameHelp}
            value={receiver.name}
            onChange={(name) => {
              set({ name, id: null });
              setListed('typed');
            }}
            findings={said('name')}
            required
          />
        </div>
      </div>
      {listed !== null && (
        <Remembered
          text={listed === 'all' ? '' : receiver.name}
          all={listed === 'all'}
          onTake={(taken) => {
            onChange(taken);
            setListed(null);
          }}
          onClose={() => setListed(null)}
        />
      )}
      <Columns>
        <div {...{ [PLACE]: 'receiver.kind' }}>
          <Select
            label={words.kind}
            value={receiver.kind}
            onChange={(kind) => set({ kind })}
            choices={choicesOf(t.words.receiverKind)}
            findings={said('kind')}
          />
        </div>
        {part('code', words.code, 'code', words.codeHelp)}
        {part('postal_code', words.postalCode, 'code')}
        {part('address', words.address)}
        {part('phone', words.phone, 'telephone')}
        {part('fax', words.fax, 'telephone')}
        {part('department', words.department)}
        {part('doctor', words.doctor)}
        <Select
          label={words.honorific}
          value={receiver.honorific}
          onChange={(honorific) => set({ honorific })}
          choices={choicesOf(t.words.honorific)}
          findings={said('honorific')}
        />
      </Columns>
      <Facts
        rows={[
          [
            words.line,
            <span key="line" role="status">
              {line === '' ? words.lineWaiting : line}
            </span>,
          ],
        ]}
      />
    </Panel>
  );
}

interface RememberedProps {
  text: string;
  all: boolean;
  onTake: (receiver: ReceiverForm) => void;
  onClose: () => void;
}

/** Receivers that the clinic has written to, by what is typed in the name. */
function Remembered({ text, all, onTake, onClose }: RememberedProps) {
  const asked = useDeferredValue(text.trim());
  const found = useRead('receiver_search', { text: asked }, { enabled: all || asked !== '', keep: true });
  if (found.error !== null) return <ErrorBanner error={found.error} />;
  if (found.data === undefined || (!all && asked === '')) return null;
  if (found.data.length === 0) return <p role="status">{words.noRemembered}</p>;
  return (
    <>
      <Table
        caption={words.remembered}
        rows={found.data}
        rowKey={(row) => row.id}
        onOpen={(row) => onTake({ ...row.form, id: row.id })}
        columns={[
          { head: words.title, cell: (row) => row.form.name },
          { head: words.department, cell: (row) => row.form.department },
          { head: words.doctor, cell: (row) => row.form.doctor },
          { head: words.fax, cell: (row) => row.form.fax, nowrap: true },
          { head: words.code, cell: (row) => row.form.code, nowrap: true },
        ]}
      />
      {!all && (
        <Actions>
          <Button look="plain" onPress={onClose}>
            {words.hideAll}
          </Button>
        </Actions>
      )}
    </>
  );
}
