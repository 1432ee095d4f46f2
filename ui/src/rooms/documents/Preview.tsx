import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PagesShown } from '../../api/bindings';
import { call } from '../../api/call';
import type { ApiError } from '../../api/error';
import { ErrorBanner } from '../../design/Banner';
import { Waiting } from '../../design/EmptyState';
import { Findings } from '../../design/Findings';
import { PageImages } from '../../design/PageImages';
import { t } from '../../i18n/ja';

/** Dots per inch of the images: sharp on the screen, and still small. */
const DPI = 110;

const words = t.letters.preview;

/**
 * The pages of the PDF itself. `fresh` names what they were made of: another one has them made anew, while the
 * old ones stay in sight.
 */
function usePages(id: string, number: number | null, fresh: string): UseQueryResult<PagesShown, ApiError> {
  return useQuery<PagesShown, ApiError>({
    queryKey: ['letter_preview', id, number, fresh],
    queryFn: () => call('letter_preview', { id, number, form: null, dpi: DPI }),
    // Pages are heavy, and made again in no time.
    gcTime: 0,
    placeholderData: (previous, query) =>
      query?.queryKey[1] === id && query.queryKey[2] === number ? previous : undefined,
  });
}

interface Props {
  id: string;
  /** A finalized version; `null` for the draft as last saved. */
  number: number | null;
  fresh: string;
}

/** A letter as it will be, or was, printed. */
export function Preview({ id, number, fresh }: Props) {
  const pages = usePages(id, number, fresh);
  if (pages.data === undefined) {
    return pages.error === null ? <Waiting /> : <ErrorBanner error={pages.error} />;
  }
  return (
    <>
      {pages.error !== null && <ErrorBanner error={pages.error} />}
      {number === null && <p role="status">{pages.isPlaceholderData ? words.refreshing : words.stands}</p>}
      <Findings findings={pages.data.findings.filter(({ path }) => path === '')} />
      <PageImages
        label={number === null ? words.title : words.ofVersion(number)}
        pages={pages.data.pages.map(({ png }) => `data:image/png;base64,${png}`)}
      />
    </>
  );
}
