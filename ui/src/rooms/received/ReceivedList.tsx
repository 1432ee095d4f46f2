import { useRef, useState } from 'react';
import { useRead } from '../../api/query';
import { Badge } from '../../design/Badge';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Columns, Page } from '../../design/layout';
import { SearchBox } from '../../design/SearchBox';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import css from './Received.module.css';
import { openReceived, useImport } from './useImport';

const words = t.received;

/** Documents that came from elsewhere; of one patient, or all of them. */
export function ReceivedList({ patientId }: { patientId: string | null }) {
  const [text, setText] = useState('');
  const [loose, setLoose] = useState(false);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const incoming = useImport(() => input.current?.click());
  const list = useRead('received_list', { patient_id: patientId, loose, text }, { keep: true });
  const rows = list.data ?? [];
  const filtered = text !== '' || loose;
  return (
    <Page
      title={words.title}
      actions={
        <>
          {patientId !== null && <Button onPress={() => go('received')}>{t.letters.allLetters}</Button>}
          <Button
            look="main"
            call="received_import"
            onPress={() => void incoming.ask()}
            disabled={incoming.take.isPending}
          >
            {incoming.take.isPending ? words.importing : words.import}
          </Button>
        </>
      }
    >
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={words.file}
        accept=".json,.pdf,application/json,application/fhir+json,application/pdf"
        onChange={(event) => {
          void incoming.files([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {incoming.take.error !== null && <ErrorBanner error={incoming.take.error} />}
      {incoming.unreadable && <Banner kind="error" title={words.unreadable} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button above does the same by the keyboard */}
      <div
        className={css.drop}
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void incoming.files([...event.dataTransfer.files]);
        }}
      >
        <p className={css.hint}>{words.drop}</p>
        <Columns>
          <SearchBox label={words.search} value={text} onSearch={setText} />
          {patientId === null && (
            <Checkbox value={loose} onChange={setLoose}>
              {words.loose}
            </Checkbox>
          )}
        </Columns>
        {list.error !== null && <ErrorBanner error={list.error} />}
        {list.data === undefined ? (
          list.error === null && <Waiting />
        ) : (
          <p role="status">{t.count(rows.length)}</p>
        )}
        {list.data !== undefined && rows.length === 0 && (
          <EmptyState title={filtered ? words.noneFound : words.none}>
            {!filtered && <p>{words.noneHelp}</p>}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <Table
            caption={words.title}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={openReceived}
            columns={[
              { head: words.columns.title, cell: (row) => row.title || t.words.receivedKind[row.kind] },
              { head: words.columns.sender, cell: (row) => row.sender || words.noSender },
              { head: words.columns.person, cell: (row) => <Shown>{row.person}</Shown> },
              {
                head: words.columns.patient,
                cell: (row) =>
                  row.patient === null ? (
                    <Badge tone="warning">{words.nobody}</Badge>
                  ) : (
                    <>
                      <Shown>{row.patient.name}</Shown> {row.patient.chart_number}
                    </>
                  ),
              },
              { head: words.columns.dated, cell: (row) => row.dated?.wareki ?? '', nowrap: true },
              { head: words.columns.received, cell: (row) => row.received.wareki, nowrap: true },
            ]}
          />
        )}
      </div>
    </Page>
  );
}
