import { type ReactNode, useState } from 'react';
import type { PatientDetail, PatientRow } from '../../api/bindings';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Facts, Panel } from '../../design/layout';
import { SearchBox } from '../../design/SearchBox';
import { Shown } from '../../design/Shown';
import { type Column, Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';

const words = t.patients.merging;
const columns = t.patients.columns;

/** What tells two patients apart. */
const IDENTITY: Column<PatientRow>[] = [
  { head: columns.number, cell: (row) => row.chart_number, nowrap: true },
  { head: columns.name, cell: (row) => <Shown>{row.name}</Shown>, nowrap: true },
  { head: columns.kana, cell: (row) => <Shown>{row.kana}</Shown> },
  { head: columns.birth, cell: (row) => row.birth_date.wareki, nowrap: true },
  { head: columns.sex, cell: (row) => t.words.sex[row.sex] },
  { head: columns.address, cell: (row) => <Shown>{row.address}</Shown> },
];

/** The same identity, one under the other, for the question before a merging. */
function identityOf(row: PatientRow): [string, ReactNode][] {
  return IDENTITY.map(({ head, cell }) => [head, cell(row)]);
}

/** Merges another record into this one; and takes mergings back. Nothing is merged without a person. */
export function MergePanel({ detail }: { detail: PatientDetail }) {
  const keep = detail.row;
  const [open, setOpen] = useState(detail.duplicates.length > 0);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<PatientRow | null>(null);
  const found = useRead('patient_search', { text }, { enabled: text.trim() !== '', keep: true });
  const merge = useWrite('patient_merge');
  const unmerge = useWrite('patient_unmerge');
  const tell = useToast();
  const takeBack = (id: string): void => unmerge.mutate({ id }, { onSuccess: () => tell(words.unmerged) });
  const confirm = (): void => {
    if (asked === null) return;
    merge.mutate(
      {
        keep: { id: keep.id, version: keep.version },
        other: { id: asked.id, version: asked.version },
      },
      {
        onSuccess: ({ id }) => {
          setText('');
          tell(words.merged, () => takeBack(id));
        },
        onSettled: () => setAsked(null),
      },
    );
  };
  const withButton: Column<PatientRow>[] = [
    ...IDENTITY,
    {
      head: words.title,
      cell: (row) => (
        <Button
          label={words.intoThis(row.chart_number)}
          call="patient_merge"
          hide
          onPress={() => setAsked(row)}
        >
          {words.into}
        </Button>
      ),
    },
  ];
  const candidates = (found.data ?? []).filter(({ id }) => id !== keep.id);
  const error = merge.error ?? unmerge.error ?? found.error;
  return (
    <Panel
      title={words.title}
      actions={
        <Button onPress={() => setOpen(!open)} pressed={open}>
          {open ? t.close : t.open}
        </Button>
      }
    >
      {error !== null && <ErrorBanner error={error} />}
      {open && (
        <>
          <p>{words.intro}</p>
          {detail.duplicates.length === 0 ? (
            <p>{words.noDuplicates}</p>
          ) : (
            <>
              <h3>{words.duplicates}</h3>
              <Table
                caption={words.duplicates}
                rows={detail.duplicates}
                rowKey={(row) => row.id}
                columns={withButton}
              />
            </>
          )}
          <SearchBox label={words.search} help={t.patients.searchHelp} value={text} onSearch={setText} />
          {text.trim() !== '' && candidates.length > 0 && (
            <Table caption={words.found} rows={candidates} rowKey={(row) => row.id} columns={withButton} />
          )}
        </>
      )}
      {detail.merges.length > 0 && (
        <>
          <h3>{words.done}</h3>
          <Table
            caption={words.done}
            rows={detail.merges}
            rowKey={(row) => row.id}
            columns={[
              { head: columns.number, cell: (row) => row.other.chart_number, nowrap: true },
              { head: columns.name, cell: (row) => <Shown>{row.other.name}</Shown> },
              { head: words.doneAt, cell: (row) => row.at.wareki, nowrap: true },
              {
                head: t.undo,
                cell: (row) => (
                  <Button
                    call="patient_unmerge"
                    hide
                    onPress={() => takeBack(row.id)}
                    disabled={unmerge.isPending}
                  >
                    {t.undo}
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
      <Dialog
        title={words.confirmTitle}
        role="alertdialog"
        open={asked !== null}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onPress={() => setAsked(null)} autoFocus>
              {t.cancel}
            </Button>
            <Button look="main" onPress={confirm} disabled={merge.isPending}>
              {words.confirm}
            </Button>
          </>
        }
      >
        {asked !== null && (
          <>
            <p>{words.confirmBody(keep.chart_number, asked.chart_number)}</p>
            <Facts rows={identityOf(keep)} />
            <Facts rows={identityOf(asked)} />
          </>
        )}
      </Dialog>
    </Panel>
  );
}
