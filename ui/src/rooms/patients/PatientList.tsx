import { useRef, useState } from 'react';
import { useRead } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Page, Stack } from '../../design/layout';
import { SearchBox } from '../../design/SearchBox';
import { Shown } from '../../design/Shown';
import { Table } from '../../design/Table';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { Today } from '../reception/Today';

const words = t.patients;

/** One box to find a patient with and who was found; below it whoever has come today. */
export function PatientList() {
  const [text, setText] = useState('');
  const found = useRead('patient_search', { text }, { keep: true });
  const list = useRef<HTMLDivElement>(null);
  const rows = found.data ?? [];
  return (
    <Page
      title={words.title}
      actions={
        <Button look="main" call="patient_save" onPress={() => go('patients', 'new')}>
          {words.create}
        </Button>
      }
    >
      <SearchBox
        label={words.search}
        help={words.searchHelp}
        value={text}
        onSearch={setText}
        onEnter={() => list.current?.querySelector<HTMLElement>('[data-row-opener]')?.focus()}
        autoFocus
      />
      {text === '' && <Today />}
      {found.error !== null && <ErrorBanner error={found.error} />}
      {found.data === undefined ? (
        found.error === null && <Waiting />
      ) : (
        <Stack gap="tight">
          <h2 role="status">{text === '' ? words.recent : words.found(rows.length)}</h2>
          {rows.length === 0 ? (
            <EmptyState title={text === '' ? words.first : words.nobody}>
              {text !== '' && <p>{words.nobodyHelp}</p>}
            </EmptyState>
          ) : (
            <div ref={list}>
              <Table
                caption={words.title}
                rows={rows}
                rowKey={(row) => row.id}
                onOpen={(row) => go('patients', row.id)}
                columns={[
                  { head: words.columns.name, cell: (row) => <Shown>{row.name}</Shown>, nowrap: true },
                  { head: words.columns.kana, cell: (row) => <Shown>{row.kana}</Shown> },
                  { head: words.columns.birth, cell: (row) => row.birth_date.wareki, nowrap: true },
                  { head: words.columns.age, cell: (row) => row.age, nowrap: true, align: 'end' },
                  { head: words.columns.sex, cell: (row) => t.words.sex[row.sex] },
                  { head: words.columns.number, cell: (row) => row.chart_number, nowrap: true },
                  { head: words.columns.address, cell: (row) => <Shown>{row.address}</Shown> },
                  {
                    head: words.columns.mark,
                    cell: (row) => row.same_name && <Badge tone="danger">{words.sameName}</Badge>,
                  },
                ]}
              />
            </div>
          )}
        </Stack>
      )}
    </Page>
  );
}
