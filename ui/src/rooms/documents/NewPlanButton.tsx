import { useRead, useWrite } from '../../api/query';
import { Button } from '../../design/Button';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { open } from './open';

/** Begins a 患者サマリー of a patient, with the texts of the last one where there is one. */
export function NewPlanButton({ patientId }: { patientId: string }) {
  const { data: documents } = useRead('letter_list', { patient_id: patientId, state: null, text: '' });
  const create = useWrite('plan_create');
  const tell = useToast();
  const last = documents?.find(
    ({ document, state }) => document === 'care_plan_summary' && state === 'final',
  );
  const begin = (): void =>
    create.mutate(
      { patient_id: patientId, from: last?.id ?? null, form: null },
      {
        onSuccess: ({ row }) => {
          if (last !== undefined) tell(t.plans.fromLast);
          open(row);
        },
      },
    );
  return (
    <Button call="plan_create" onPress={begin} disabled={create.isPending || documents === undefined}>
      {t.plans.create}
    </Button>
  );
}
