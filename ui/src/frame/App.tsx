import { MayProvider } from '../api/may';
import { useChanges, useRead, useWrite } from '../api/query';
import { ErrorBanner } from '../design/Banner';
import { Button } from '../design/Button';
import { Page } from '../design/layout';
import { t } from '../i18n/ja';
import { Choose } from '../rooms/start/Choose';
import { Closed } from '../rooms/start/Closed';
import { Setup } from '../rooms/start/Setup';
import { Unlock } from '../rooms/start/Unlock';
import { Rooms } from './Rooms';
import { StatusProvider } from './status';
import { useMeasuredWindow, useTextSize } from './textSize';

/** The window: whichever door the core says we stand at. */
export function App() {
  useChanges();
  const front = useRead('front_state', {});
  const retry = useWrite('front_retry');
  useTextSize(front.data?.text_size);
  useMeasuredWindow();
  if (front.error !== null) {
    return (
      <main>
        <Page title={t.appName} width="reading">
          <ErrorBanner
            error={front.error}
            actions={<Button onPress={() => void front.refetch()}>{t.retry}</Button>}
          />
        </Page>
      </main>
    );
  }
  if (front.data === undefined) {
    return (
      <main>
        <Page title={t.appName} width="reading">
          <p role="status">{t.start.loading}</p>
        </Page>
      </main>
    );
  }
  const state = front.data;
  switch (state.door) {
    case 'setup':
      return <Setup place={state.place} />;
    case 'locked':
      return <Unlock front={state} />;
    case 'closed':
      return <Closed front={state} onRetry={() => retry.mutate({})} retrying={retry.isPending} />;
    case 'choose':
      return <Choose front={state} />;
    case 'open':
      return (
        <MayProvider may={state.may}>
          <StatusProvider>
            <Rooms front={state} />
          </StatusProvider>
        </MayProvider>
      );
  }
}
