import { useState } from 'react';
import { useRead, useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Panel } from '../../design/layout';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { cardOf } from './Details';
import { VALIDITY_TONE } from './tones';

const words = t.reception.history;

/** Every answer about a patient's insurance, and the way to ask for another. */
export function HistoryPanel({ patientId }: { patientId: string }) {
  const [open, setOpen] = useState(false);
  const ask = useWrite('eligibility_ask');
  const tell = useToast();
  return (
    <Panel
      title={words.title}
      actions={
        <>
          <Button
            call="eligibility_ask"
            disabled={ask.isPending}
            onPress={() =>
              ask.mutate(
                { id: patientId },
                {
                  onSuccess: () => {
                    setOpen(true);
                    tell(words.asked);
                  },
                },
              )
            }
          >
            {words.ask}
          </Button>
          <Button onPress={() => setOpen(!open)} pressed={open}>
            {open ? t.close : t.open}
          </Button>
        </>
      }
    >
      {ask.error !== null && <ErrorBanner error={ask.error} />}
      {open && <Rows patientId={patientId} />}
    </Panel>
  );
}

function Rows({ patientId }: { patientId: string }) {
  const history = useRead('eligibility_history', { id: patientId });
  if (history.error !== null) return <ErrorBanner error={history.error} />;
  if (history.data === undefined) return <Waiting />;
  if (history.data.length === 0) return <p>{words.none}</p>;
  return (
    <Table
      caption={words.title}
      rows={history.data}
      rowKey={({ id }) => id}
      columns={[
        { head: words.columns.at, cell: (row) => row.at.wareki, nowrap: true },
        { head: words.columns.how, cell: (row) => t.words.eligibilitySource[row.source] },
        {
          head: words.columns.validity,
          cell: (row) => <Badge tone={VALIDITY_TONE[row.validity]}>{t.words.validity[row.validity]}</Badge>,
        },
        {
          head: words.columns.insurer,
          cell: (row) => `${row.insurer.insurer_name} ${row.insurer.insurer_number}`,
        },
        { head: words.columns.card, cell: (row) => cardOf(row.insurer) },
        {
          head: words.columns.matched,
          cell: (row) => (row.matched_by === null ? '' : t.words.matchedBy[row.matched_by]),
        },
        {
          head: words.columns.differences,
          cell: (row) => (row.differences === 0 ? words.same : words.differs(row.differences)),
        },
      ]}
    />
  );
}
