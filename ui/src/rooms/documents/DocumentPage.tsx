import { type ReactNode, useEffect, useState } from 'react';
import type { DocumentOpen } from '../../api/bindings';
import type { ApiError } from '../../api/error';
import { useMay } from '../../api/may';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Page, Panel } from '../../design/layout';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { FinalView } from './FinalView';
import { titleOf } from './naming';
import { PatientFacts } from './PatientFacts';
import { Preview } from './Preview';

/** A draft in the eyes of somebody who may only look. */
function DraftView({ opened }: { opened: DocumentOpen }) {
  const { row } = opened;
  return (
    <Page
      title={titleOf(row)}
      actions={<Button onPress={() => go('letters', row.patient.id)}>{t.back}</Button>}
    >
      <Banner kind="info" title={t.letters.onlyLook}>
        <p>{t.letters.onlyLookBody}</p>
      </Banner>
      <Panel title={t.letters.preview.title}>
        <PatientFacts patient={row.patient} />
        <Preview id={row.id} number={null} fresh="" />
      </Panel>
    </Page>
  );
}

interface Props<O extends DocumentOpen> {
  patientId: string;
  /** What the core says of the document. */
  read: { data: O | undefined; error: ApiError | null; isFetching: boolean };
  /** The editor of its kind. */
  editor: (opened: O, key: string) => ReactNode;
}

/** One document: a draft to write, or what became of it. */
export function DocumentPage<O extends DocumentOpen>({ patientId, read, editor }: Props<O>) {
  const may = useMay();
  // What was kept from an earlier look is not written on before the core has said that it still holds.
  const [fresh, setFresh] = useState(false);
  const arrived = read.data !== undefined && !read.isFetching;
  useEffect(() => {
    if (arrived) setFresh(true);
  }, [arrived]);
  const opened = read.data;
  if (opened === undefined || !(fresh || arrived)) {
    return (
      <Page
        title={t.letters.title}
        actions={<Button onPress={() => go('letters', patientId)}>{t.back}</Button>}
      >
        {read.error === null ? <Waiting /> : <ErrorBanner error={read.error} />}
      </Page>
    );
  }
  // An amended document has another draft than the one that was frozen.
  const key = `${opened.row.state} ${opened.row.versions}`;
  if (opened.row.state !== 'draft') return <FinalView key={key} opened={opened} />;
  return may('letter_save') ? editor(opened, key) : <DraftView opened={opened} />;
}
