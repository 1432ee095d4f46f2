import type { Front } from '../../api/bindings';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Page } from '../../design/layout';
import { t } from '../../i18n/ja';
import { troubleOf } from './Unlock';

const words = t.start.closed;

/** The store cannot be opened: what happened, what is safe, what to do. Nothing here can harm it. */
export function Closed({
  front,
  onRetry,
  retrying,
}: {
  front: Front;
  onRetry: () => void;
  retrying: boolean;
}) {
  const trouble = troubleOf(front);
  const again = (
    <Button look="main" onPress={onRetry} disabled={retrying}>
      {words.retry}
    </Button>
  );
  return (
    <main>
      <Page title={words.title} width="reading">
        {trouble === null ? again : <ErrorBanner error={trouble} actions={again} />}
        <p>{words.place(front.place)}</p>
        <p>{words.version(front.version)}</p>
      </Page>
    </main>
  );
}
