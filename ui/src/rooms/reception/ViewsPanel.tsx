import { useState } from 'react';
import type { ViewRowShown, ViewShown } from '../../api/bindings';
import { useMay } from '../../api/may';
import { savePdf } from '../../api/pdf';
import { useRead, useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Card, Cards } from '../../design/Cards';
import { Checkbox } from '../../design/Checkbox';
import { Findings } from '../../design/Findings';
import { Actions, Panel } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { type Column, Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import { Consents } from './Consents';

const words = t.views;

/** What of a patient was viewed through the terminal, and what of it goes into the chart. */
export function ViewsPanel({ patientId }: { patientId: string }) {
  const views = useRead('views_of', { id: patientId });
  const may = useRead('view_may', { id: patientId });
  const error = views.error ?? may.error;
  if (views.data === undefined && error === null) return null;
  const rows = views.data ?? [];
  return (
    <Panel title={words.title}>
      {error !== null && <ErrorBanner error={error} />}
      <p>{words.intro}</p>
      {may.data !== undefined && <Consents consents={may.data} patientId={patientId} />}
      {rows.length === 0 && <p>{words.none}</p>}
      {rows.length > 0 && (
        <Cards label={words.title}>
          {rows.map((view) => (
            <ViewCard key={view.id} view={view} />
          ))}
        </Cards>
      )}
    </Panel>
  );
}

function ViewCard({ view }: { view: ViewShown }) {
  const { id, kind, state, there, paper } = view;
  const [shown, setShown] = useState(false);
  const open = useWrite('view_open');
  return (
    <Card
      tone={
        there
          ? 'good'
          : state === 'planned' || state === 'intended' || state === 'posted'
            ? 'info'
            : 'warning'
      }
      head={
        <>
          <strong>{words.kind[kind]}</strong>
          {view.from !== '' && <span>{words.range(view.from, view.to)}</span>}
          <span>{words.askedAt(view.asked.wareki)}</span>
        </>
      }
      marks={<Badge tone={there ? 'good' : 'info'}>{t.terminal.log.state[state]}</Badge>}
    >
      {open.error !== null && <ErrorBanner error={open.error} />}
      {view.said !== '' && <p>{view.said}</p>}
      <Findings findings={view.findings} />
      {there && !paper && view.rows.length === 0 && view.said === '' && <p>{words.noRows}</p>}
      <Actions>
        {there && paper && (
          <Button onPress={() => open.mutate({ id }, { onSuccess: savePdf })} disabled={open.isPending}>
            {words.openPdf}
          </Button>
        )}
        {view.rows.length > 0 && (
          <Button onPress={() => setShown(!shown)} pressed={shown}>
            {shown ? t.close : words.show}
          </Button>
        )}
      </Actions>
      {shown && <Rows view={view} />}
    </Card>
  );
}

/** The rows of a view, to choose from. */
function Rows({ view }: { view: ViewShown }) {
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const take = useWrite('view_take');
  const retract = useWrite('entry_retract');
  const tell = useToast();
  const may = useMay();
  const free = view.rows.filter(({ known }) => !known);
  const cells: Column<ViewRowShown>[] = view.heads.map((head, place) => ({
    head,
    cell: (row) => <Shown>{row.cells[place] ?? ''}</Shown>,
  }));
  const error = take.error ?? retract.error;
  return (
    <>
      {error !== null && <ErrorBanner error={error} />}
      <Table
        caption={words.kind[view.kind]}
        rows={view.rows}
        rowKey={({ item }) => String(item)}
        columns={[
          ...cells,
          {
            head: words.marks,
            cell: ({ known }) => known && <Badge>{words.here}</Badge>,
          },
          ...(may('view_take')
            ? [
                {
                  head: words.pickHead,
                  cell: (row: ViewRowShown) => (
                    <Checkbox
                      value={picked.has(row.item)}
                      disabled={row.known}
                      label={words.pick(row.cells.join(' '))}
                      onChange={(on) =>
                        setPicked((before) => {
                          const next = new Set(before);
                          if (on) next.add(row.item);
                          else next.delete(row.item);
                          return next;
                        })
                      }
                    >
                      {''}
                    </Checkbox>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Actions>
        {free.length > 0 && may('view_take') && (
          <Button onPress={() => setPicked(new Set(free.map(({ item }) => item)))}>{words.pickAll}</Button>
        )}
        <Button
          look="main"
          call="view_take"
          disabled={picked.size === 0 || take.isPending}
          onPress={() =>
            take.mutate(
              { id: view.id, items: [...picked] },
              {
                onSuccess: ({ entries }) => {
                  setPicked(new Set());
                  tell(words.taken(entries.length), () => {
                    for (const entry of entries) retract.mutate(entry);
                  });
                },
              },
            )
          }
        >
          {words.take(picked.size)}
        </Button>
      </Actions>
      <p>{words.takeHelp}</p>
    </>
  );
}
