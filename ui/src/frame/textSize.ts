import { useEffect, useState } from 'react';

/** Letter sizes to choose from, in per cent. */
export const TEXT_SIZES = ['100', '125', '150', '200'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

const KEY = 'fumibako.text-size';

/** The person's letter size, kept on this machine. */
export function useTextSize(): [TextSize, (size: TextSize) => void] {
  const [size, setSize] = useState<TextSize>(
    () => TEXT_SIZES.find((known) => known === window.localStorage.getItem(KEY)) ?? '100',
  );
  useEffect(() => {
    document.documentElement.dataset.textSize = size;
    window.localStorage.setItem(KEY, size);
  }, [size]);
  return [size, setSize];
}
