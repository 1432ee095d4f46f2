import { useEffect } from 'react';

/** Letter sizes to choose from, in per cent. */
export const TEXT_SIZES = [100, 125, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** The size on offer that a number from the core means. */
export function textSizeOf(percent: number): TextSize {
  return TEXT_SIZES.findLast((size) => size <= percent) ?? 100;
}

/** Draws the window in the letter size that the core keeps for whoever sits here. */
export function useTextSize(percent: number | undefined): void {
  useEffect(() => {
    if (percent !== undefined) document.documentElement.dataset.textSize = String(textSizeOf(percent));
  }, [percent]);
}
