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
    measure();
  }, [percent]);
}

/** Below how many rem of width or height the window is short of room, by the word that style sheets ask for. */
const LIMITS = { w40: 40, w56: 56, w80: 80, h34: 34 } as const;

/**
 * Notes on the document what the window is short of. Media queries measure in the letters of the browser, not in
 * those that the person chose, so at 200 % they would see twice the room that there is.
 */
function measure(): void {
  const root = document.documentElement;
  const rem = Number.parseFloat(window.getComputedStyle(root).fontSize) || 16;
  const room = (word: string): number =>
    (word.startsWith('w') ? window.innerWidth : window.innerHeight) / rem;
  const short = Object.entries(LIMITS).filter(([word, least]) => room(word) <= least);
  root.dataset.short = short.map(([word]) => word).join(' ');
}

/** Keeps the note of what the window is short of. */
export function useMeasuredWindow(): void {
  useEffect(() => {
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
}
