import { useState } from 'react';
import { t } from '../i18n/ja';
import { Button } from './Button';
import { EmptyState } from './EmptyState';
import css from './PageImages.module.css';

/** Per cent of the width of the viewer. */
const ZOOMS = [50, 75, 100, 150, 200, 300] as const;

interface Props {
  /** One image address per page, in order. */
  pages: readonly string[];
  /** What the pages are of; read out. */
  label: string;
}

/** The pages of a printed document as they are, to be looked at closely. Scrolls with the arrow keys. */
export function PageImages({ pages, label }: Props) {
  const [zoom, setZoom] = useState<number>(100);
  if (pages.length === 0) return <EmptyState title={t.page.empty} />;
  const larger = ZOOMS.find((step) => step > zoom);
  const smaller = ZOOMS.findLast((step) => step < zoom);
  return (
    <div className={css.viewer}>
      <div className={css.bar}>
        <Button onPress={() => setZoom(smaller ?? zoom)} disabled={smaller === undefined}>
          {t.page.zoomOut}
        </Button>
        <Button onPress={() => setZoom(larger ?? zoom)} disabled={larger === undefined}>
          {t.page.zoomIn}
        </Button>
        <Button onPress={() => setZoom(100)} disabled={zoom === 100}>
          {t.page.fit}
        </Button>
        <span role="status">{t.page.zoom(zoom)}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by the keyboard */}
      <section className={css.pages} aria-label={label} tabIndex={0}>
        {pages.map((src, index) => (
          <img
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
            key={index}
            className={css.page}
            style={{ width: `${zoom}%` }}
            src={src}
            alt={t.page.label(index + 1, pages.length)}
          />
        ))}
      </section>
    </div>
  );
}
