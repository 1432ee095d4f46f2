import type { ReactNode } from 'react';
import type { Name } from '../../api/call';
import type { ApiError } from '../../api/error';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Form } from '../../design/layout';
import { t } from '../../i18n/ja';

interface Props {
  title: string;
  error: ApiError | null;
  /** The call that saves. */
  call: Name;
  pending: boolean;
  onSave: () => void;
  onClose: () => void;
  /** Takes the newest content in place of what was typed, where somebody else changed it. */
  onReload: () => void;
  children: ReactNode;
}

/** A form in a small window, for one thing of a list. Keeps what was typed until it is saved or given up. */
export function SaveDialog({ title, error, call, pending, onSave, onClose, onReload, children }: Props) {
  return (
    <Dialog
      title={title}
      open
      keeps
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="main" call={call} onPress={onSave} disabled={pending}>
            {pending ? t.saving : t.save}
          </Button>
        </>
      }
    >
      {error !== null && (
        <ErrorBanner
          error={error}
          hideFindings={error.code === 'Rejected'}
          actions={
            error.code === 'Stale' && (
              <>
                <span>{t.settings.reloadBody}</span>
                <Button onPress={onReload}>{t.reload}</Button>
              </>
            )
          }
        />
      )}
      <Form label={title}>{children}</Form>
    </Dialog>
  );
}
