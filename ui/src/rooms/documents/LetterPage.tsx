import { useEffect, useState } from 'react';
import { useRead } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Page } from '../../design/layout';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { FinalView } from './FinalView';
import { LetterEditor } from './LetterEditor';

/** One letter: a draft to write, or what became of it. */
export function LetterPage({ patientId, letterId }: { patientId: string; letterId: string }) {
  const letter = useRead('letter_open', { id: letterId });
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
  return opened.row.state === 'draft' ? (
    <LetterEditor key={key} opened={opened} />
  ) : (
    <FinalView key={key} opened={opened} />
  );
}
