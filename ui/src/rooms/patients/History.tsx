import { useState } from 'react';
import { useRead } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Panel } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { t } from '../../i18n/ja';

const words = t.patients;

function Rows({ patientId }: { patientId: string }) {
  const history = useRead('patient_history', { id: patientId });
  if (history.error !== null) return <ErrorBanner error={history.error} />;
  if (history.data === undefined) return <Waiting />;
  const rows = history.data.map((row, index) => ({ ...row, key: String(index) }));
  return (
    <Table
      caption={words.history}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { head: words.historyColumns.at, cell: (row) => row.at.wareki, nowrap: true },
        { head: words.historyColumns.staff, cell: (row) => row.staff },
        {
          head: words.historyColumns.action,
          cell: (row) => (
            <>
              {words.action[row.action] ?? words.otherAction}
              {row.changes.length > 0 && (
                <ul>
                  {row.changes.map(({ field, before, after }) => (
                    <li key={field}>
                      {words.historyFields[field as keyof typeof words.historyFields] ?? field}:{' '}
                      <Shown>{before || t.none}</Shown> → <Shown>{after || t.none}</Shown>
                    </li>
                  ))}
                </ul>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

/** Who did what with a patient's record; read only when asked for. */
export function History({ patientId }: { patientId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title={words.history}
      actions={
        <Button onPress={() => setOpen(!open)} pressed={open}>
          {open ? t.close : t.open}
        </Button>
      }
    >
      {open && <Rows patientId={patientId} />}
    </Panel>
  );
}
