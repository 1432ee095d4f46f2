import { useState } from 'react';
import type { DoctorForm, DoctorShown } from '../../api/bindings';
import { useRead, useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Field, type FieldKind } from '../../design/Field';
import { at, Findings } from '../../design/Findings';
import { Columns, Panel } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { useForm } from '../../design/useLive';
import { t } from '../../i18n/ja';
import { SaveDialog } from './SaveDialog';
import { SealsPanel } from './Seals';
import { useEditing } from './useEditing';

const words = t.settings.doctors;

const NOBODY: DoctorForm = { name: '', kana: '', department: '', registration_number: '' };

/** The doctors who may sign. */
export function DoctorsPanel() {
  const doctors = useRead('doctor_list', {});
  const list = useEditing(async () => (await doctors.refetch()).data);
  return (
    <>
      <Panel
        title={words.title}
        actions={
          <Button look="main" call="doctor_save" onPress={() => list.begin(null)}>
            {words.add}
          </Button>
        }
      >
        <p>{words.intro}</p>
        {doctors.error !== null && <ErrorBanner error={doctors.error} />}
        {doctors.data === undefined && doctors.error === null && <Waiting />}
        {doctors.data?.length === 0 && <EmptyState title={words.none} />}
        {doctors.data !== undefined && doctors.data.length > 0 && (
          <Table
            caption={words.title}
            rows={doctors.data}
            rowKey={(row) => row.id}
            onOpen={list.begin}
            dim={(row) => !row.active}
            columns={[
              { head: words.name, cell: (row) => <Shown>{row.form.name}</Shown>, nowrap: true },
              { head: words.kana, cell: (row) => <Shown>{row.form.kana}</Shown> },
              { head: words.department, cell: (row) => row.form.department },
              { head: words.registration, cell: (row) => row.form.registration_number },
              {
                head: t.settings.stateColumn,
                cell: (row) => <Badge>{row.active ? t.settings.activeMark : t.settings.inactive}</Badge>,
              },
            ]}
          />
        )}
        {list.editing !== null && (
          <DoctorDialog
            key={list.editing.key}
            doctor={list.editing.row}
            onClose={list.close}
            onReload={() => void list.reload()}
          />
        )}
      </Panel>
      {doctors.data !== undefined && (
        <SealsPanel
          title={t.settings.seals.doctorsTitle}
          intro={t.settings.seals.doctorsIntro}
          owners={doctors.data
            .filter((doctor) => doctor.active)
            .map((doctor) => ({ doctor: doctor.id, name: t.settings.seals.of(doctor.form.name) }))}
        />
      )}
    </>
  );
}

interface Props {
  doctor: DoctorShown | null;
  onClose: () => void;
  onReload: () => void;
}

function DoctorDialog({ doctor, onClose, onReload }: Props) {
  const state = useForm(doctor?.form ?? NOBODY);
  const [active, setActive] = useState(doctor?.active ?? true);
  const save = useWrite('doctor_save');
  const tell = useToast();
  const submit = (): void =>
    save.mutate(
      { id: doctor?.id ?? null, version: doctor?.version ?? 0, active, form: state.form },
      {
        onSuccess: () => {
          tell(t.settings.saved);
          onClose();
        },
      },
    );
  const findings = save.error?.findings ?? [];
  const line = (
    field: keyof DoctorForm,
    label: string,
    options: { kind?: FieldKind; help?: string; required?: boolean; autoFocus?: boolean } = {},
  ) => (
    <Field
      label={label}
      value={state.form[field]}
      onChange={(value) => state.set(field, value)}
      findings={at(findings, field)}
      {...options}
    />
  );
  return (
    <SaveDialog
      title={doctor === null ? words.add : words.change}
      error={save.error}
      call="doctor_save"
      pending={save.isPending}
      onSave={submit}
      onClose={onClose}
      onReload={onReload}
    >
      <Columns>
        {line('name', words.name, { help: t.start.setup.doctorNameHelp, required: true, autoFocus: true })}
        {line('kana', words.kana, { kind: 'kana' })}
        {line('department', words.department)}
        {line('registration_number', words.registration, { kind: 'code' })}
      </Columns>
      <Checkbox value={active} onChange={setActive}>
        {t.settings.active}
      </Checkbox>
      <Findings findings={at(findings, 'active')} />
    </SaveDialog>
  );
}
