import { useRead } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Cards } from '../../design/Cards';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Page, Panel } from '../../design/layout';
import { t } from '../../i18n/ja';
import { type Group, groupOf } from './groups';
import { ItemCard } from './ItemCard';
import { ReportsPanel } from './ReportsPanel';

const words = t.outbox;

/** 送信箱: what goes to the national service, where it stands, and what a person has to do. */
export default function OutboxRoom() {
  const items = useRead('outbox_list', { state: null, patient_id: null, document_id: null });
  const rows = items.data ?? [];
  const of = (group: Group) => rows.filter((row) => groupOf(row) === group);
  const cards = (group: Group) => (
    <Cards label={words.groups[group]}>
      {of(group).map((row) => (
        <ItemCard key={row.id} item={row} />
      ))}
    </Cards>
  );
  const done = of('done');
  return (
    <Page title={words.title}>
      <p>{words.intro}</p>
      <ReportsPanel />
      {items.error !== null && <ErrorBanner error={items.error} />}
      {items.data === undefined && items.error === null && <Waiting />}
      {items.data?.length === 0 && (
        <EmptyState title={words.none}>
          <p>{words.noneHelp}</p>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <>
          <Panel title={words.groups.attention}>
            {of('attention').length === 0 ? <p>{words.nothingToDo}</p> : cards('attention')}
          </Panel>
          {of('waiting').length > 0 && <Panel title={words.groups.waiting}>{cards('waiting')}</Panel>}
          {done.length > 0 && (
            <Panel title={words.groups.done}>
              <details>
                <summary>{t.count(done.length)}</summary>
                {cards('done')}
              </details>
            </Panel>
          )}
        </>
      )}
    </Page>
  );
}
