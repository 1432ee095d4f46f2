import { useState } from 'react';
import type { FindingShown, LetterRow, ReadConsent } from '../../api/bindings';
import type { ApiError } from '../../api/error';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Findings } from '../../design/Findings';
import { Facts } from '../../design/layout';
import { t } from '../../i18n/ja';
import { ConsentChoice } from '../outbox/ConsentChoice';
import { PatientFacts } from './PatientFacts';

const words = t.letters.finalize;

interface Props {
  row: LetterRow;
  /** Whom it goes to. */
  goesTo: string;
  warnings: readonly FindingShown[];
  /** Whether it can go by wire, where there is a terminal: `null` where there is none. */
  sendable: boolean | null;
  pending: boolean;
  error: ApiError | null;
  onGo: (consent: ReadConsent | null) => void;
  onClose: () => void;
}

/** The last look before a document is frozen: whose it is, where it goes, what should be known. */
export function FinalizeDialog({ row, goesTo, warnings, sendable, pending, error, onGo, onClose }: Props) {
  // Nobody can read it before the patient agrees, and registering it needs no consent.
  const [way, setWay] = useState<ReadConsent | 'none'>('later');
  const named = t.documents[row.document];
  return (
    <Dialog
      title={named.finalizeTitle}
      role="alertdialog"
      size="wide"
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {words.back}
          </Button>
          <Button
            look="main"
            onPress={() => onGo(sendable !== true || way === 'none' ? null : way)}
            disabled={pending}
          >
            {named.finalizeGo}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorBanner error={error} />}
      <h3>{words.patient}</h3>
      <PatientFacts patient={row.patient} />
      <Facts rows={[[words.receiver, goesTo]]} />
      {warnings.length === 0 ? (
        <p>{words.noWarnings}</p>
      ) : (
        <Banner kind="warning" title={words.warnings}>
          <Findings findings={warnings} />
        </Banner>
      )}
      {sendable === true && (
        <ConsentChoice
          label={t.outbox.howToSend}
          value={way}
          onChange={setWay}
          choices={['oral', 'later', 'none']}
        />
      )}
      {sendable === false && <p>{t.outbox.noBundle}</p>}
      <p>{words.body}</p>
    </Dialog>
  );
}
