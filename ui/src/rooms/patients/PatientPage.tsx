import { useCallback, useEffect, useState } from 'react';
import type { PatientDetail, PatientForm } from '../../api/bindings';
import { call } from '../../api/call';
import { useMay } from '../../api/may';
import { useRead, useWrite } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Findings } from '../../design/Findings';
import { Actions, Form, Page } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { useForm, useLiveFindings } from '../../design/useLive';
import { go, releaseLeaveGuard, useLeaveGuard } from '../../frame/route';
import { useSaveStatus } from '../../frame/status';
import { t } from '../../i18n/ja';
import { useShortcut } from '../../keyboard/registry';
import { NewPlanButton } from '../documents/NewPlanButton';
import { HistoryPanel } from '../reception/HistoryPanel';
import { ViewsPanel } from '../reception/ViewsPanel';
import { History } from './History';
import { MergePanel } from './MergePanel';
import { PatientFields } from './PatientFields';

const words = t.patients;

const NOBODY: PatientForm = {
  chart_number: '',
  name: '',
  kana: '',
  birth_date: '',
  sex: 'unknown',
  postal_code: '',
  address: '',
  phone: '',
  occupation: '',
  insurance: { insurer_number: '', symbol: '', number: '', branch: '', no_branch: false },
  public_payers: [],
};

/** Registers a patient. */
export function NewPatient() {
  return <PatientEditor detail={null} />;
}

/** A patient's record, to look at and to change. */
export function PatientPage({ id }: { id: string }) {
  const patient = useRead('patient_get', { id });
  if (patient.data === undefined) {
    return (
      <Page title={words.editTitle}>
        {patient.error === null ? <Waiting /> : <ErrorBanner error={patient.error} />}
      </Page>
    );
  }
  return <PatientEditor detail={patient.data} />;
}

/** Others who bear the same name, with what tells them apart. */
function Namesakes({ detail }: { detail: PatientDetail }) {
  if (detail.namesakes.length === 0) return null;
  return (
    <Banner kind="warning" title={words.namesakes}>
      <p>{words.namesakesBody}</p>
      <Table
        caption={words.namesakes}
        rows={detail.namesakes}
        rowKey={(row) => row.id}
        onOpen={(row) => go('patients', row.id)}
        columns={[
          { head: words.columns.name, cell: (row) => <Shown>{row.name}</Shown> },
          { head: words.columns.kana, cell: (row) => <Shown>{row.kana}</Shown> },
          { head: words.columns.birth, cell: (row) => row.birth_date.wareki, nowrap: true },
          { head: words.columns.number, cell: (row) => row.chart_number },
          { head: words.columns.address, cell: (row) => <Shown>{row.address}</Shown> },
        ]}
      />
    </Banner>
  );
}

function PatientEditor({ detail }: { detail: PatientDetail | null }) {
  const id = detail?.row.id ?? null;
  const state = useForm(detail?.form ?? NOBODY, detail !== null);
  const [branchAsked, setBranchAsked] = useState(false);
  /** The version that the form was filled from. */
  const [base, setBase] = useState(detail?.row.version ?? 0);
  const save = useWrite('patient_save');
  const may = useMay();
  const tell = useToast();
  const setStatus = useSaveStatus();
  const { findings, refuse } = useLiveFindings(state.form, (form) =>
    call('patient_check', { id, form }).then((checked) => checked.findings),
  );
  useLeaveGuard(state.changed && !save.isPending);
  const { changed, reset } = state;
  const takeNewest = useCallback((): void => {
    if (detail === null) return;
    setBase(detail.row.version);
    reset(detail.form);
  }, [detail, reset]);
  const newer = detail !== null && detail.row.version !== base;
  // A record that changed elsewhere replaces the form at once, unless something has been typed here.
  useEffect(() => {
    if (newer && !changed) takeNewest();
  }, [newer, changed, takeNewest]);
  const submit = (): void => {
    state.touchAll();
    setStatus({ kind: 'saving' });
    save.mutate(
      { id, version: base, form: state.form },
      {
        onSuccess: ({ patient }) => {
          setBase(patient.row.version);
          state.reset(patient.form);
          releaseLeaveGuard();
          setStatus({ kind: 'saved', at: new Date() });
          tell(id === null ? words.created : words.saved);
          if (id === null) go('patients', patient.row.id);
        },
        onError: (error) => {
          setStatus({ kind: 'failed' });
          refuse(error.findings);
        },
      },
    );
  };
  useShortcut('save', submit, !save.isPending && may('patient_save'));
  const error = save.error;
  return (
    <Page
      title={id === null ? words.newTitle : words.editTitle}
      actions={
        id !== null && (
          <>
            <Button shortcut="conditions" onPress={() => go('chart', id)}>
              {words.openChart}
            </Button>
            <Button shortcut="letters" onPress={() => go('letters', id)}>
              {words.openLetters}
            </Button>
            <NewPlanButton patientId={id} />
          </>
        )
      }
    >
      {detail !== null && <Namesakes detail={detail} />}
      {error !== null && <ErrorBanner error={error} hideFindings={error.code === 'Rejected'} />}
      {newer && changed && (
        <Banner
          kind="warning"
          title={words.changedElsewhere}
          actions={<Button onPress={takeNewest}>{t.reload}</Button>}
        >
          <p>{words.changedElsewhereBody}</p>
        </Banner>
      )}
      <Form label={words.formLabel}>
        <PatientFields
          state={state}
          findings={findings}
          branchAsked={branchAsked}
          onBranchAsked={setBranchAsked}
        />
        <Findings findings={findings.filter(({ path }) => path === '')} />
        <Actions>
          <Button look="main" shortcut="save" call="patient_save" onPress={submit} disabled={save.isPending}>
            {save.isPending ? t.saving : t.save}
          </Button>
          <Button onPress={() => go('patients')}>{t.back}</Button>
        </Actions>
      </Form>
      {id !== null && <HistoryPanel patientId={id} />}
      {id !== null && <ViewsPanel patientId={id} />}
      {detail !== null && <MergePanel detail={detail} />}
      {id !== null && <History patientId={id} />}
    </Page>
  );
}
