import { useState } from 'react';
import type { Arrival, Difference } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Actions, Stack } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { type Column, Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';

const words = t.reception.differences;

const nameOf = ({ field }: Difference): string =>
  t.patients.historyFields[field as keyof typeof t.patients.historyFields] ?? field;

const COLUMNS: Column<Difference>[] = [
  { head: words.what, cell: nameOf },
  { head: words.told, cell: ({ told }) => <Shown>{told || words.empty}</Shown> },
  { head: words.stored, cell: ({ stored }) => <Shown>{stored || words.empty}</Shown> },
];

/** What differs between a patient's record and what was told. */
export function DifferenceTable({ rows }: { rows: readonly Difference[] }) {
  return <Table caption={words.title} rows={rows} rowKey={({ field }) => field} columns={COLUMNS} />;
}

/** The same of a matched patient, to take over what a person chooses. Nothing changes by itself. */
export function Differences({ arrival }: { arrival: Arrival }) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const adopt = useWrite('reception_adopt');
  const save = useWrite('patient_save');
  const tell = useToast();
  const { id, differences } = arrival;
  const chosen = differences.filter(({ field, adoptable }) => adoptable && picked.has(field));
  if (differences.length === 0) return null;
  const go = (): void =>
    adopt.mutate(
      { eligibility_id: id, fields: chosen.map(({ field }) => field) },
      {
        onSuccess: ({ patient, before }) => {
          setPicked(new Set());
          const { row } = patient;
          tell(words.done, () => save.mutate({ id: row.id, version: row.version, form: before }));
        },
      },
    );
  const error = adopt.error ?? save.error;
  return (
    <Stack gap="tight">
      <h3>{words.title}</h3>
      <p>{words.body}</p>
      {error !== null && <ErrorBanner error={error} />}
      <Table
        caption={words.title}
        rows={differences}
        rowKey={({ field }) => field}
        columns={[
          ...COLUMNS,
          {
            head: words.adopt,
            cell: (row) =>
              row.adoptable ? (
                <Checkbox
                  value={picked.has(row.field)}
                  label={words.adoptThis(nameOf(row))}
                  onChange={(on) =>
                    setPicked((before) => {
                      const next = new Set(before);
                      if (on) next.add(row.field);
                      else next.delete(row.field);
                      return next;
                    })
                  }
                >
                  {''}
                </Checkbox>
              ) : (
                row.why
              ),
          },
        ]}
      />
      <Actions>
        <Button call="reception_adopt" onPress={go} disabled={chosen.length === 0 || adopt.isPending}>
          {words.go(chosen.length)}
        </Button>
      </Actions>
    </Stack>
  );
}
