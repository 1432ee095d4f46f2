import { useState } from 'react';
import type { PatientRow } from '../api/bindings';
import type { Name } from '../api/call';
import { useRead } from '../api/query';
import { ErrorBanner } from '../design/Banner';
import { Button } from '../design/Button';
import { Actions } from '../design/layout';
import { SearchBox } from '../design/SearchBox';
import { Shown } from '../design/Shown';
import { Table } from '../design/Table';
import { t } from '../i18n/ja';

/** How many are shown: whoever is further down is found by another letter. */
const SHOWN = 8;

interface Props {
  label: string;
  /** The words of the button that takes somebody. */
  take: string;
  /** The same with the person's name or number, for readers. */
  takeThis: (patient: PatientRow) => string;
  /** The call behind the button. */
  takes: Name;
  onTake: (patient: PatientRow) => void;
  /** Who is not offered. */
  without?: ReadonlySet<string>;
}

/** Finds a patient and takes them. */
export function PatientPicker({ label, take, takeThis, takes, onTake, without }: Props) {
  const [text, setText] = useState('');
  const found = useRead('patient_search', { text }, { enabled: text !== '', keep: true });
  const rows =
    text === '' ? [] : (found.data ?? []).filter(({ id }) => without?.has(id) !== true).slice(0, SHOWN);
  return (
    <>
      <SearchBox label={label} value={text} onSearch={setText} />
      {found.error !== null && <ErrorBanner error={found.error} />}
      {rows.length > 0 && (
        <Table
          caption={label}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { head: t.patients.columns.name, cell: (row) => <Shown>{row.name}</Shown> },
            { head: t.patients.columns.birth, cell: (row) => row.birth_date.wareki, nowrap: true },
            { head: t.patients.columns.number, cell: (row) => row.chart_number, nowrap: true },
            {
              head: take,
              cell: (row) => (
                <Actions inTable>
                  <Button call={takes} label={takeThis(row)} onPress={() => onTake(row)}>
                    {take}
                  </Button>
                </Actions>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
