import { useState } from 'react';
import type { EntryForm, OutcomeKind } from '../../api/bindings';
import { readDay } from '../../api/dates';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { DateField } from '../../design/DateField';
import { Dialog } from '../../design/Dialog';
import { at } from '../../design/Findings';
import { Form } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { choicesOf, t } from '../../i18n/ja';
import type { SavedEntry } from './EntryEditor';
import type { AnyRow } from './kinds';

const words = t.chart;

/** Whether rows of this type end, rather than stand for a day. */
export function canEnd(entry: EntryForm): boolean {
  return entry.type !== 'lab_result' && entry.type !== 'infection';
}

/** The row with its end filled in. */
function ended(entry: EntryForm, on: string, outcome: OutcomeKind | null): EntryForm {
  switch (entry.type) {
    case 'condition':
      return { ...entry, form: { ...entry.form, outcome, outcome_on: on } };
    case 'allergy':
      return { ...entry, form: { ...entry.form, ended: on } };
    case 'prescription':
      return { ...entry, form: { ...entry.form, ended: on } };
    default:
      return entry;
  }
}

interface Props {
  patientId: string;
  row: AnyRow;
  /** Today, as the core has it. */
  today: string;
  onClose: () => void;
  onSaved: (saved: SavedEntry) => void;
}

/** Ends a row: when, and for a condition how. */
export function EndDialog({ patientId, row, today, onClose, onSaved }: Props) {
  const [on, setOn] = useState(today);
  const [outcome, setOutcome] = useState<OutcomeKind | null>(null);
  const save = useWrite('entry_save');
  const isCondition = row.entry.type === 'condition';
  const findings = save.error?.findings ?? [];
  const submit = (): void =>
    save.mutate(
      {
        patient_id: patientId,
        id: row.row.id,
        version: row.row.version,
        entry: ended(row.entry, on, outcome),
      },
      {
        onSuccess: ({ id, version }) =>
          onSaved({
            id,
            version,
            kind: row.row.kind,
            title: row.row.title,
            before: { id: row.row.id, version: row.row.version, form: row.entry.form },
          }),
      },
    );
  return (
    <Dialog
      title={words.endThis(row.row.title)}
      open
      keeps
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button
            look="main"
            onPress={submit}
            disabled={save.isPending || on === '' || (isCondition && outcome === null)}
          >
            {words.end}
          </Button>
        </>
      }
    >
      {save.error !== null && <ErrorBanner error={save.error} hideFindings />}
      <Form label={words.end}>
        {isCondition && (
          <RadioGroup
            label={words.condition.outcome}
            value={outcome}
            onChange={setOutcome}
            choices={choicesOf(t.words.outcome)}
            findings={at(findings, 'outcome')}
            required
          />
        )}
        <DateField
          label={isCondition ? words.condition.outcomeOn : words.columns.on}
          value={on}
          onChange={setOn}
          parse={readDay}
          findings={at(findings, isCondition ? 'outcome_on' : 'ended')}
          required
        />
      </Form>
    </Dialog>
  );
}
