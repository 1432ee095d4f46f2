import { useState } from 'react';
import type { BulkRow, PatientRow } from '../../api/bindings';
import { readDay } from '../../api/dates';
import { useRead, useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { DateField } from '../../design/DateField';
import { at } from '../../design/Findings';
import { Actions, Page, Panel } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { PatientPicker } from '../../shared/PatientPicker';

const words = t.reception.bulk;

/** Asks about the insurances of several patients at once, for those who are to come. */
export function BulkPage() {
  const [chosen, setChosen] = useState<readonly PatientRow[]>([]);
  const [day, setDay] = useState('');
  const ask = useWrite('bulk_ask');
  const tell = useToast();
  const findings = ask.error?.findings ?? [];
  const submit = (): void =>
    ask.mutate(
      { patients: chosen.map(({ id }) => id), day },
      {
        onSuccess: () => {
          setChosen([]);
          tell(words.done);
        },
      },
    );
  return (
    <Page title={words.title} actions={<Button onPress={() => go('patients')}>{t.back}</Button>}>
      <p>{words.intro}</p>
      {ask.error !== null && <ErrorBanner error={ask.error} />}
      <Panel title={words.chosen(chosen.length)}>
        <PatientPicker
          label={words.search}
          take={words.add}
          takeThis={({ name }) => words.addThis(name)}
          takes="bulk_ask"
          onTake={(patient) => setChosen((before) => [...before, patient])}
          without={new Set(chosen.map(({ id }) => id))}
        />
        {chosen.length === 0 ? (
          <p>{words.noneChosen}</p>
        ) : (
          <Table
            caption={words.chosen(chosen.length)}
            rows={chosen}
            rowKey={({ id }) => id}
            columns={[
              { head: t.patients.columns.name, cell: ({ name }) => <Shown>{name}</Shown> },
              { head: t.patients.columns.birth, cell: ({ birth_date }) => birth_date.wareki, nowrap: true },
              { head: t.patients.columns.number, cell: ({ chart_number }) => chart_number, nowrap: true },
              {
                head: words.remove,
                cell: (row) => (
                  <Button
                    label={words.removeThis(row.name)}
                    onPress={() => setChosen((before) => before.filter(({ id }) => id !== row.id))}
                  >
                    {words.remove}
                  </Button>
                ),
              },
            ]}
          />
        )}
        <DateField
          label={words.day}
          value={day}
          parse={readDay}
          onChange={setDay}
          findings={at(findings, 'day')}
          required
        />
        <Actions>
          <Button
            look="main"
            call="bulk_ask"
            onPress={submit}
            disabled={chosen.length === 0 || ask.isPending}
          >
            {words.go(chosen.length)}
          </Button>
        </Actions>
      </Panel>
      <Progress />
    </Page>
  );
}

/** How far an inquiry is. */
function Stage({ row }: { row: BulkRow }) {
  return (
    <>
      <Badge tone={row.state === 'unanswered' || row.state === 'failed' ? 'warning' : 'info'}>
        {t.terminal.log.state[row.state]}
      </Badge>{' '}
      {row.answered > 0 && words.answered(row.answered, row.patients)}
      {row.said !== '' && <div>{row.said}</div>}
      {row.next !== null && <div>{words.next(row.next.wareki)}</div>}
    </>
  );
}

/** What was asked so far. */
function Progress() {
  const list = useRead('bulk_list', {});
  return (
    <Panel title={words.progress}>
      {list.error !== null && <ErrorBanner error={list.error} />}
      {list.data?.length === 0 && <p>{words.none}</p>}
      {list.data !== undefined && list.data.length > 0 && (
        <Table
          caption={words.progress}
          rows={list.data}
          rowKey={({ id }) => id}
          columns={[
            { head: words.columns.at, cell: (row) => row.at.wareki, nowrap: true },
            { head: words.columns.day, cell: (row) => row.day.wareki, nowrap: true },
            { head: words.columns.people, cell: (row) => row.patients, align: 'end' },
            { head: words.columns.state, cell: (row) => <Stage row={row} /> },
          ]}
        />
      )}
    </Panel>
  );
}
