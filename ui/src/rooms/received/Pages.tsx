import { useQuery } from '@tanstack/react-query';
import type { PagesShown } from '../../api/bindings';
import { call } from '../../api/call';
import type { ApiError } from '../../api/error';
import { ErrorBanner } from '../../design/Banner';
import { Waiting } from '../../design/EmptyState';
import { PageImages } from '../../design/PageImages';
import { t } from '../../i18n/ja';

/** Dots per inch of the images. */
const DPI = 110;

/** A received document as it prints. */
export function Pages({ id }: { id: string }) {
  const pages = useQuery<PagesShown, ApiError>({
    queryKey: ['received_preview', id],
    queryFn: () => call('received_preview', { id, dpi: DPI }),
    gcTime: 0,
  });
  if (pages.error !== null) return <ErrorBanner error={pages.error} />;
  if (pages.data === undefined) return <Waiting />;
  return (
    <PageImages
      label={t.received.page.pages}
      pages={pages.data.pages.map(({ png }) => `data:image/png;base64,${png}`)}
    />
  );
}
