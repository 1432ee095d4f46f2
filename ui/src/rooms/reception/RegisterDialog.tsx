import { useState } from 'react';
import type { PatientForm } from '../../api/bindings';
import { call } from '../../api/call';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Waiting } from '../../design/EmptyState';
import { Form } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { useForm, useLiveFindings } from '../../design/useLive';
import { t } from '../../i18n/ja';
import { PatientFields } from '../patients/PatientFields';

const words = t.reception.fresh;

/** Registers whoever tapped, after a person has mended what was told. */
export function RegisterDialog({
  arrivalId,
  name,
  onClose,
}: {
  arrivalId: string;
  /** The name as mended so far. */
  name: string | null;
  onClose: () => void;
}) {
  const form = useRead('reception_form', { id: arrivalId });
  if (form.data !== undefined) {
    const begun = name === null ? form.data : { ...form.data, name };
    return <Editor arrivalId={arrivalId} begun={begun} onClose={onClose} />;
  }
  return (
    <Dialog
      title={t.patients.newTitle}
      open
      onClose={onClose}
      actions={<Button onPress={onClose}>{t.cancel}</Button>}
    >
      {form.error === null ? <Waiting /> : <ErrorBanner error={form.error} />}
    </Dialog>
  );
}

function Editor({
  arrivalId,
  begun,
  onClose,
}: {
  arrivalId: string;
  begun: PatientForm;
  onClose: () => void;
}) {
  const state = useForm(begun, true);
  const [branchAsked, setBranchAsked] = useState(false);
  const register = useWrite('reception_register');
  const tell = useToast();
  const { findings, refuse } = useLiveFindings(state.form, (form) =>
    call('patient_check', { id: null, form }).then((checked) => checked.findings),
  );
  const submit = (): void =>
    register.mutate(
      { eligibility_id: arrivalId, form: state.form },
      {
        onSuccess: ({ patient }) => {
          tell(words.done(patient.row.chart_number));
          onClose();
        },
        onError: (error) => refuse(error.findings),
      },
    );
  const { error } = register;
  return (
    <Dialog
      title={t.patients.newTitle}
      size="wide"
      keeps
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="main" call="reception_register" onPress={submit} disabled={register.isPending}>
            {words.register}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorBanner error={error} hideFindings={error.code === 'Rejected'} />}
      <Form label={t.patients.formLabel}>
        <PatientFields
          state={state}
          findings={findings}
          branchAsked={branchAsked}
          onBranchAsked={setBranchAsked}
        />
      </Form>
    </Dialog>
  );
}
