import { useState } from 'react';
import type { Chart, Core6Kind, EntryForm, EntryRef, RowShown } from '../../api/bindings';
import { call } from '../../api/call';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Actions, Page, Panel, Row } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { Tabs } from '../../design/Tabs';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { AbsencePanel } from './AbsencePanel';
import css from './Chart.module.css';
import { canEnd, EndDialog } from './EndDialog';
import { type Editing, EntryEditor, type SavedEntry } from './EntryEditor';
import { type AnyRow, KIND_IDS, KINDS } from './kinds';
import { Marks } from './Marks';
import { ReportsPanel } from './ReportsPanel';
import { Seen } from './Seen';

const words = t.chart;

/** The 6情報 of one patient, one kind at a time. */
export function ChartPage({ patientId, kind: asked }: { patientId: string; kind: string | undefined }) {
  const kind = KIND_IDS.find((id) => id === asked) ?? 'condition';
  const chart = useRead('chart_get', { id: patientId });
  if (chart.data === undefined) {
    return (
      <Page title={words.title}>
        {chart.error === null ? <Waiting /> : <ErrorBanner error={chart.error} />}
      </Page>
    );
  }
  const data = chart.data;
  return (
    <Page
      title={words.title}
      actions={
        <>
          <Button onPress={() => go('patients', patientId)}>{t.patients.editTitle}</Button>
          <Button shortcut="letters" onPress={() => go('letters', patientId)}>
            {t.frame.rooms.letters}
          </Button>
        </>
      }
    >
      {chart.error !== null && <ErrorBanner error={chart.error} />}
      <Tabs
        label={words.tabs}
        items={KIND_IDS.map((id) => {
          const current = KINDS[id].rows(data).filter(({ row }) => !row.ended).length;
          return {
            id,
            label: (
              <>
                {t.words.core6[id]} <span>{words.count(current)}</span>
              </>
            ),
          };
        })}
        value={kind}
        onChange={(id) => go('chart', patientId, id)}
      >
        <KindPage key={kind} patientId={patientId} kind={kind} chart={data} />
      </Tabs>
      <ReportsPanel patientId={patientId} />
    </Page>
  );
}

/** A row as the core is told of it. */
const refOf = ({ id, version, kind }: RowShown): EntryRef => ({ id, version, kind });

/** The rows of one kind, and whatever is being done to one of them. */
function KindPage({ patientId, kind, chart }: { patientId: string; kind: Core6Kind; chart: Chart }) {
  const part = KINDS[kind];
  const name = t.words.core6[kind];
  const front = useRead('front_state', {});
  const [editing, setEditing] = useState<{ key: number; what: Editing } | null>(null);
  const [ending, setEnding] = useState<AnyRow | null>(null);
  const [showEnded, setShowEnded] = useState(false);
  const save = useWrite('entry_save');
  const retract = useWrite('entry_retract');
  const restore = useWrite('entry_restore');
  const confirm = useWrite('entries_confirm');
  const tell = useToast();
  const all = part.rows(chart);
  const rows = all.filter(({ row }) => showEnded || !row.ended);
  const retracted = showEnded ? chart.retracted.filter((row) => row.kind === kind) : [];
  const current = all.filter(({ row }) => !row.ended);

  const takeBack = (saved: SavedEntry): void => {
    const done = { onSuccess: () => tell(words.restored) };
    if (saved.before.id === null) {
      retract.mutate({ id: saved.id, version: saved.version, kind: saved.kind }, done);
    } else {
      const entry = { type: part.type, form: saved.before.form } as EntryForm;
      save.mutate({ patient_id: patientId, id: saved.id, version: saved.version, entry }, done);
    }
  };
  const saved = (what: SavedEntry): void => {
    setEnding(null);
    tell(what.before.id === null ? words.added(what.title) : words.saved(what.title), () => takeBack(what));
  };
  const begin = (what: Editing): void => setEditing((before) => ({ key: (before?.key ?? 0) + 1, what }));
  const putBack = (row: RowShown): void =>
    restore.mutate(refOf(row), { onSuccess: () => tell(words.restored) });
  const remove = ({ row }: AnyRow): void =>
    retract.mutate(refOf(row), {
      onSuccess: () =>
        tell(words.retracted(row.title), () => {
          // Taking back has raised the version: the core knows which it is now.
          void call('chart_get', { id: patientId }).then((now) => {
            const gone = now.retracted.find(({ id }) => id === row.id);
            if (gone !== undefined) putBack(gone);
          });
        }),
    });
  const check = (which: readonly AnyRow[]): void =>
    confirm.mutate(
      { patient_id: patientId, rows: which.map(({ row }) => refOf(row)) },
      { onSuccess: () => tell(words.confirmed(which.length)) },
    );
  const error = save.error ?? retract.error ?? restore.error ?? confirm.error;

  if (editing !== null) {
    return (
      <EntryEditor
        key={editing.key}
        patientId={patientId}
        kind={kind}
        editing={editing.what}
        onSaved={(what) => {
          setEditing(null);
          saved(what);
        }}
        onFollow={(what, next) => {
          saved(what);
          begin(next);
        }}
        onClose={() => setEditing(null)}
      />
    );
  }
  return (
    <Panel
      title={name}
      actions={
        <>
          {current.length > 0 && (
            <Button call="entries_confirm" onPress={() => check(current)} disabled={confirm.isPending}>
              {words.confirmAll}
            </Button>
          )}
          <Button
            look="main"
            call="entry_save"
            onPress={() => begin({ id: null, version: 0, form: part.blank() })}
          >
            {words.add(name)}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorBanner error={error} />}
      {(kind === 'allergy' || kind === 'contraindication') && (
        <AbsencePanel
          patientId={patientId}
          kind={kind}
          shown={kind === 'allergy' ? chart.no_allergy : chart.no_contraindication}
          hasRows={current.length > 0}
        />
      )}
      {(all.length > current.length || chart.retracted.some((row) => row.kind === kind)) && (
        <Row>
          <Checkbox value={showEnded} onChange={setShowEnded}>
            {words.showEnded}
          </Checkbox>
        </Row>
      )}
      {rows.length === 0 ? (
        <EmptyState title={all.length === 0 ? words.none(name) : words.noneCurrent(name)} />
      ) : (
        <Table
          caption={name}
          rows={rows}
          rowKey={({ row }) => row.id}
          dim={({ row }) => row.ended}
          onOpen={({ row, entry }) => begin({ id: row.id, version: row.version, form: entry.form })}
          columns={[
            { head: name, cell: ({ row }) => <Shown>{row.title}</Shown> },
            {
              head: words.columns.detail,
              cell: (any) => (
                <div className={css.detail}>
                  <Shown>{any.row.detail}</Shown>
                  <Marks {...any} />
                </div>
              ),
            },
            { head: words.columns.on, cell: ({ row }) => row.on?.wareki, nowrap: true },
            {
              head: words.columns.checked,
              cell: ({ row }) => (
                <>
                  <div>{t.words.source[row.source]}</div>
                  {row.last_checked !== null && !row.confirmed.includes(row.last_checked.wareki) && (
                    <div>{row.last_checked.wareki}</div>
                  )}
                  {row.confirmed !== '' && <div>{words.confirmedBy(row.confirmed)}</div>}
                </>
              ),
            },
            { head: words.columns.seen, cell: ({ row }) => <Seen row={row} /> },
            {
              head: words.columns.actions,
              cell: (any) => (
                <Actions inTable>
                  <Button
                    label={words.confirmThis(any.row.title)}
                    call="entries_confirm"
                    hide
                    onPress={() => check([any])}
                  >
                    {words.confirmOne}
                  </Button>
                  {canEnd(any.entry) && !any.row.ended && (
                    <Button
                      label={words.endThis(any.row.title)}
                      call="entry_save"
                      hide
                      onPress={() => setEnding(any)}
                    >
                      {words.end}
                    </Button>
                  )}
                  <Button
                    label={words.retractThis(any.row.title)}
                    call="entry_retract"
                    hide
                    onPress={() => remove(any)}
                  >
                    {words.retract}
                  </Button>
                </Actions>
              ),
            },
          ]}
        />
      )}
      {retracted.length > 0 && (
        <>
          <h3>{words.retractedTitle}</h3>
          <Table
            caption={words.retractedTitle}
            rows={retracted}
            rowKey={(row) => row.id}
            dim={() => true}
            columns={[
              { head: name, cell: (row) => <Shown>{row.title}</Shown> },
              { head: words.columns.detail, cell: (row) => <Shown>{row.detail}</Shown> },
              {
                head: words.columns.actions,
                cell: (row) => (
                  <Button
                    label={words.restoreThis(row.title)}
                    call="entry_restore"
                    hide
                    onPress={() => putBack(row)}
                  >
                    {t.undo}
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
      {ending !== null && front.data !== undefined && (
        <EndDialog
          patientId={patientId}
          row={ending}
          today={front.data.today.iso}
          onClose={() => setEnding(null)}
          onSaved={saved}
        />
      )}
    </Panel>
  );
}
