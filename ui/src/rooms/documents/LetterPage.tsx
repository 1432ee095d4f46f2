import { useEffect, useState } from 'react';
import type { LetterOpen } from '../../api/bindings';
import { useMay } from '../../api/may';
import { useRead } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Page, Panel } from '../../design/layout';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { FinalView } from './FinalView';
import { LetterEditor } from './LetterEditor';
import { PatientFacts } from './PatientFacts';
import { Preview } from './Preview';

/** A draft in the eyes of somebody who may only look. */
function DraftView({ opened }: { opened: LetterOpen }) {
  const { row } = opened;
  return (
    <Page
      title={t.letters.titleOf[row.kind]}
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

/** One letter: a draft to write, or what became of it. */
export function LetterPage({ patientId, letterId }: { patientId: string; letterId: string }) {
  const letter = useRead('letter_open', { id: letterId });
  const may = useMay();
  // What was kept from an earlier look is not written on before the core has said that it still holds.
  const [fresh, setFresh] = useState(false);
  const arrived = letter.data !== undefined && !letter.isFetching;
  useEffect(() => {
    if (arrived) setFresh(true);
  }, [arrived]);
  if (letter.data === undefined || !(fresh || arrived)) {
    return (
      <Page
        title={t.letters.title}
        actions={<Button onPress={() => go('letters', patientId)}>{t.back}</Button>}
      >
        {letter.error === null ? <Waiting /> : <ErrorBanner error={letter.error} />}
      </Page>
    );
  }
  const opened = letter.data;
  // An amended letter is another draft than the one that was frozen.
  const key = `${opened.row.state} ${opened.row.versions}`;
  return opened.row.state === 'draft' && !may('letter_save') ? (
    <DraftView opened={opened} />
  ) : opened.row.state === 'draft' ? (
    <LetterEditor key={key} opened={opened} />
  ) : (
    <FinalView key={key} opened={opened} />
  );
}
