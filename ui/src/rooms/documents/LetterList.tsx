import { useState } from 'react';
import type { DocumentState, LetterRow } from '../../api/bindings';
import { useRead } from '../../api/query';
import { Badge, type Tone } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Columns, Page } from '../../design/layout';
import { SearchBox } from '../../design/SearchBox';
import { Select } from '../../design/Select';
import { Shown } from '../../design/Shown';
import { type Column, Table } from '../../design/Table';
import { go } from '../../frame/route';
import { choicesOf, t } from '../../i18n/ja';
import { PatientSending } from '../outbox/Sending';
import { NewLetterDialog } from './NewLetterDialog';
import { NewPlanButton } from './NewPlanButton';
import { goesTo, kindOf } from './naming';
import { open } from './open';

const words = t.letters;

const TONE: Record<DocumentState, Tone> = { draft: 'warning', final: 'good', withdrawn: 'plain' };

const PATIENT: Column<LetterRow>[] = [
  { head: words.columns.patient, cell: (row) => <Shown>{row.patient.name}</Shown>, nowrap: true },
  { head: words.columns.birth, cell: (row) => row.patient.birth_date.wareki, nowrap: true },
];

/** The documents of one patient, or of all of them. */
export function LetterList({ patientId }: { patientId: string | null }) {
  const [text, setText] = useState('');
  const [state, setState] = useState<DocumentState | 'all'>('all');
  const [beginning, setBeginning] = useState(false);
  const letters = useRead(
    'letter_list',
    { patient_id: patientId, state: state === 'all' ? null : state, text },
    { keep: true },
  );
  const all = useRead(
    'letter_list',
    { patient_id: patientId, state: null, text: '' },
    { enabled: patientId !== null },
  );
  const rows = letters.data ?? [];
  const filtered = text !== '' || state !== 'all';
  return (
    <Page
      title={words.title}
      actions={
        patientId === null ? undefined : (
          <>
            <Button onPress={() => go('letters')}>{words.allLetters}</Button>
            <NewPlanButton patientId={patientId} />
            <Button look="main" call="letter_create" onPress={() => setBeginning(true)}>
              {words.create}
            </Button>
          </>
        )
      }
    >
      <Columns>
        <SearchBox label={words.search} value={text} onSearch={setText} />
        <Select
          label={words.state}
          value={state}
          onChange={setState}
          choices={[{ value: 'all', label: words.allStates }, ...choicesOf(t.words.documentState)]}
        />
      </Columns>
      {letters.error !== null && <ErrorBanner error={letters.error} />}
      {letters.data === undefined ? (
        letters.error === null && <Waiting />
      ) : (
        <p role="status">{t.count(rows.length)}</p>
      )}
      {letters.data !== undefined && rows.length === 0 && (
        <EmptyState title={filtered ? words.noneFound : words.none}>
          {!filtered && <p>{patientId === null ? words.choosePatient : words.noneHelp}</p>}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption={words.title}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={open}
          dim={(row) => row.state === 'withdrawn'}
          columns={[
            {
              head: words.columns.receiver,
              cell: goesTo,
            },
            ...(patientId === null ? PATIENT : []),
            { head: words.columns.kind, cell: kindOf, nowrap: true },
            {
              head: words.columns.state,
              cell: (row) => (
                <>
                  <Badge tone={TONE[row.state]}>{t.words.documentState[row.state]}</Badge>
                  {row.versions > 1 && words.version(row.versions)}{' '}
                  {row.outbox !== null && <Badge>{t.words.outboxState[row.outbox]}</Badge>}
                </>
              ),
            },
            {
              head: words.columns.issued,
              cell: (row) => row.issued.map((way) => t.words.issueWay[way]).join('、'),
            },
            { head: words.columns.changed, cell: (row) => row.changed.wareki, nowrap: true },
          ]}
        />
      )}
      {patientId !== null && <PatientSending patientId={patientId} />}
      {beginning && patientId !== null && (
        <NewLetterDialog
          patientId={patientId}
          letters={(all.data ?? []).filter(({ document }) => document === 'referral_letter')}
          onClose={() => setBeginning(false)}
        />
      )}
    </Page>
  );
}
