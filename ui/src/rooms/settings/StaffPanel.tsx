import { useState } from 'react';
import type { Role, StaffShown } from '../../api/bindings';
import { useRead, useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Field } from '../../design/Field';
import { at, Findings } from '../../design/Findings';
import { Panel } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { choicesOf, t } from '../../i18n/ja';
import { SaveDialog } from './SaveDialog';
import { useEditing } from './useEditing';

const words = t.settings.staff;

/** Who uses the program. */
export function StaffPanel() {
  const staff = useRead('staff_list', {});
  const list = useEditing(async () => (await staff.refetch()).data);
  return (
    <Panel
      title={words.title}
      actions={
        <Button look="main" call="staff_save" onPress={() => list.begin(null)}>
          {words.add}
        </Button>
      }
    >
      <p>{words.intro}</p>
      {staff.error !== null && <ErrorBanner error={staff.error} />}
      {staff.data === undefined && staff.error === null && <Waiting />}
      {staff.data?.length === 0 && <EmptyState title={words.none} />}
      {staff.data !== undefined && staff.data.length > 0 && (
        <Table
          caption={words.title}
          rows={staff.data}
          rowKey={(row) => row.id}
          onOpen={list.begin}
          dim={(row) => !row.active}
          columns={[
            { head: words.name, cell: (row) => <Shown>{row.name}</Shown>, nowrap: true },
            { head: words.role, cell: (row) => t.words.role[row.role] },
            {
              head: t.settings.stateColumn,
              cell: (row) => <Badge>{row.active ? t.settings.activeMark : t.settings.inactive}</Badge>,
            },
          ]}
        />
      )}
      {list.editing !== null && (
        <StaffDialog
          key={list.editing.key}
          member={list.editing.row}
          onClose={list.close}
          onReload={() => void list.reload()}
        />
      )}
    </Panel>
  );
}

interface Props {
  member: StaffShown | null;
  onClose: () => void;
  onReload: () => void;
}

function StaffDialog({ member, onClose, onReload }: Props) {
  const [name, setName] = useState(member?.name ?? '');
  const [role, setRole] = useState<Role>(member?.role ?? 'clerk');
  const [active, setActive] = useState(member?.active ?? true);
  const save = useWrite('staff_save');
  const tell = useToast();
  const submit = (): void =>
    save.mutate(
      { id: member?.id ?? null, version: member?.version ?? 0, name, role, active },
      {
        onSuccess: () => {
          tell(t.settings.saved);
          onClose();
        },
      },
    );
  const findings = save.error?.findings ?? [];
  return (
    <SaveDialog
      title={member === null ? words.add : words.change}
      error={save.error}
      call="staff_save"
      pending={save.isPending}
      onSave={submit}
      onClose={onClose}
      onReload={onReload}
    >
      <Field
        label={words.name}
        value={name}
        onChange={setName}
        findings={at(findings, 'name')}
        required
        autoFocus
      />
      <RadioGroup
        label={words.role}
        help={words.roleHelp}
        value={role}
        onChange={setRole}
        choices={choicesOf(t.words.role)}
        findings={at(findings, 'role')}
      />
      <Checkbox value={active} onChange={setActive}>
        {t.settings.active}
      </Checkbox>
      <Findings findings={at(findings, 'active')} />
    </SaveDialog>
  );
}
