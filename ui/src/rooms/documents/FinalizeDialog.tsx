import type { FindingShown, LetterForm, PatientRow } from '../../api/bindings';
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
  patient: PatientRow;
  form: LetterForm;
  /** 診療科, doctor and 敬称. */
  line: string;
  warnings: readonly FindingShown[];
  pending: boolean;
  error: ApiError | null;
  onGo: () => void;
  onClose: () => void;
}

/** The last look before a letter is frozen: whose it is, where it goes, what should be known. */
export function FinalizeDialog({ patient, form, line, warnings, pending, error, onGo, onClose }: Props) {
  return (
    <Dialog
      title={words.title}
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
            {words.go}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorBanner error={error} />}
      <h3>{words.patient}</h3>
      <PatientFacts patient={patient} />
      <Facts rows={[[words.receiver, `${form.receiver.name} ${line}`]]} />
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
