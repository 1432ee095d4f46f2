import { useState } from 'react';
import type { Absence, AbsenceShown } from '../../api/bindings';
import { readDay } from '../../api/dates';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { DateField } from '../../design/DateField';
import { at } from '../../design/Findings';
import { Actions, Columns, Form, Panel } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { useToast } from '../../design/Toast';
import { choicesOf, t } from '../../i18n/ja';

const words = t.chart.absence;

interface Props {
  patientId: string;
  kind: 'allergy' | 'contraindication';
  shown: AbsenceShown | null;
  /** Whether a row stands that says the contrary. */
  hasRows: boolean;
}

/** なし, 不明 or 未確認, with the day: what is known of a kind that has no row. */
export function AbsencePanel({ patientId, kind, shown, hasRows }: Props) {
  const name = t.words.core6[kind];
  const [state, setState] = useState<Absence>(shown?.state ?? 'unchecked');
  const [on, setOn] = useState('');
  const save = useWrite('absence_save');
  const tell = useToast();
  const submit = (): void =>
    save.mutate(
      { patient_id: patientId, kind, state, on },
      {
        onSuccess: () => {
          setOn('');
          const before = shown;
          tell(
            words.saved(name, t.words.absence[state]),
            before === null
              ? undefined
              : () => save.mutate({ patient_id: patientId, kind, state: before.state, on: before.on.iso }),
          );
        },
      },
    );
  const findings = save.error?.findings ?? [];
  return (
    <Panel title={words.title(name)}>
      {hasRows ? (
        <p>{words.blocked}</p>
      ) : (
        <Form label={words.title(name)}>
          <p>
            {shown === null ? (
              words.notYet
            ) : (
              <>
                <strong>{t.words.absence[shown.state]}</strong> {words.on(shown.on.wareki, shown.staff)}
              </>
            )}
          </p>
          {save.error !== null && <ErrorBanner error={save.error} hideFindings />}
          <Columns>
            <RadioGroup
              label={words.question}
              value={state}
              onChange={setState}
              choices={choicesOf(t.words.absence)}
              findings={at(findings, 'state')}
            />
            <DateField
              label={words.date}
              value={on}
              onChange={setOn}
              parse={readDay}
              help={words.dateHelp}
              findings={at(findings, 'on')}
            />
          </Columns>
          <Actions>
            <Button call="absence_save" onPress={submit} disabled={save.isPending}>
              {words.save}
            </Button>
          </Actions>
        </Form>
      )}
    </Panel>
  );
}
