import type { FindingShown, LetterRow } from '../../api/bindings';
import type { ApiError } from '../../api/error';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Findings } from '../../design/Findings';
import { Facts } from '../../design/layout';
import { t } from '../../i18n/ja';
import { PatientFacts } from './PatientFacts';

const words = t.letters.finalize;

interface Props {
  row: LetterRow;
  /** Whom it goes to. */
  goesTo: string;
  warnings: readonly FindingShown[];
  pending: boolean;
  error: ApiError | null;
  onGo: () => void;
  onClose: () => void;
}

/** The last look before a document is frozen: whose it is, where it goes, what should be known. */
export function FinalizeDialog({ row, goesTo, warnings, pending, error, onGo, onClose }: Props) {
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
          <Button look="main" onPress={onGo} disabled={pending}>
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
      <p>{words.body}</p>
    </Dialog>
  );
}
