import { useState } from 'react';
import type { ReceiverForm, ReceiverShown } from '../../api/bindings';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Field, type FieldKind } from '../../design/Field';
import { at } from '../../design/Findings';
import { Columns, Panel } from '../../design/layout';
import { SearchBox } from '../../design/SearchBox';
import { Select } from '../../design/Select';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { useForm } from '../../design/useLive';
import { choicesOf, t } from '../../i18n/ja';
import { SaveDialog } from './SaveDialog';
import { useEditing } from './useEditing';

const words = t.settings.receivers;
const names = t.letters.receiver;

const NOWHERE: ReceiverForm = {
  id: null,
  kind: 'medical',
  code: '',
  name: '',
  postal_code: '',
  address: '',
  phone: '',
  fax: '',
  department: '',
  doctor: '',
  honorific: 'auto',
};

/** The places that the clinic writes to. */
export function ReceiversPanel() {
  const [text, setText] = useState('');
  const receivers = useRead('receiver_search', { text }, { keep: true });
  const list = useEditing(async () => (await receivers.refetch()).data);
  const forget = useWrite('receiver_forget');
  const save = useWrite('receiver_save');
  const tell = useToast();
  const forgetOne = (row: ReceiverShown): void =>
    forget.mutate(
      { id: row.id },
      {
        onSuccess: () =>
          tell(words.forgotten(row.form.name), () =>
            save.mutate(
              { id: null, version: 0, form: { ...row.form, id: null } },
              { onSuccess: () => tell(words.restored) },
            ),
          ),
      },
    );
  const error = receivers.error ?? forget.error ?? save.error;
  return (
    <Panel
      title={words.title}
      actions={
        <Button look="main" call="receiver_save" onPress={() => list.begin(null)}>
          {words.add}
        </Button>
      }
    >
      <p>{words.intro}</p>
      <SearchBox label={words.search} value={text} onSearch={setText} />
      {error !== null && <ErrorBanner error={error} />}
      {receivers.data === undefined && receivers.error === null && <Waiting />}
      {receivers.data?.length === 0 && <EmptyState title={words.none} />}
      {receivers.data !== undefined && receivers.data.length > 0 && (
        <Table
          caption={words.title}
          rows={receivers.data}
          rowKey={(row) => row.id}
          onOpen={list.begin}
          columns={[
            { head: names.name, cell: (row) => row.form.name },
            { head: names.department, cell: (row) => row.form.department },
            { head: names.doctor, cell: (row) => row.form.doctor },
            { head: names.fax, cell: (row) => row.form.fax, nowrap: true },
            { head: names.code, cell: (row) => row.form.code, nowrap: true },
            {
              head: t.settings.actionColumn,
              cell: (row) => (
                <Button
                  label={words.forgetOne(row.form.name)}
                  call="receiver_forget"
                  hide
                  onPress={() => forgetOne(row)}
                  disabled={forget.isPending}
                >
                  {words.forget}
                </Button>
              ),
            },
          ]}
        />
      )}
      {list.editing !== null && (
        <ReceiverDialog
          key={list.editing.key}
          receiver={list.editing.row}
          onClose={list.close}
          onReload={() => void list.reload()}
        />
      )}
    </Panel>
  );
}

interface Props {
  receiver: ReceiverShown | null;
  onClose: () => void;
  onReload: () => void;
}

function ReceiverDialog({ receiver, onClose, onReload }: Props) {
  const { form, set } = useForm(receiver?.form ?? NOWHERE);
  const save = useWrite('receiver_save');
  const tell = useToast();
  const submit = (): void =>
    save.mutate(
      { id: receiver?.id ?? null, version: receiver?.version ?? 0, form },
      {
        onSuccess: () => {
          tell(t.settings.saved);
          onClose();
        },
      },
    );
  const findings = save.error?.findings ?? [];
  const line = (
    field: Exclude<keyof ReceiverForm, 'id' | 'kind' | 'honorific'>,
    label: string,
    options: { kind?: FieldKind; help?: string; required?: boolean; autoFocus?: boolean } = {},
  ) => (
    <Field
      label={label}
      value={form[field]}
      onChange={(value) => set(field, value)}
      findings={at(findings, field)}
      {...options}
    />
  );
  return (
    <SaveDialog
      title={receiver === null ? words.add : words.change}
      error={save.error}
      call="receiver_save"
      pending={save.isPending}
      onSave={submit}
      onClose={onClose}
      onReload={onReload}
    >
      <Columns>
        {line('name', names.name, { required: true, autoFocus: true })}
        <Select
          label={names.kind}
          value={form.kind}
          onChange={(kind) => set('kind', kind)}
          choices={choicesOf(t.words.receiverKind)}
          findings={at(findings, 'kind')}
        />
        {line('code', names.code, { kind: 'code', help: names.codeHelp })}
        {line('postal_code', names.postalCode, { kind: 'code' })}
        {line('address', names.address)}
        {line('phone', names.phone, { kind: 'telephone' })}
        {line('fax', names.fax, { kind: 'telephone' })}
        {line('department', names.department)}
        {line('doctor', names.doctor)}
        <Select
          label={names.honorific}
          value={form.honorific}
          onChange={(honorific) => set('honorific', honorific)}
          choices={choicesOf(t.words.honorific)}
          findings={at(findings, 'honorific')}
        />
      </Columns>
    </SaveDialog>
  );
}
