/** Ideographic variation selectors: WebKitGTK draws each as a box. */
const SELECTORS = /[\u{E0100}-\u{E01EF}]/gu;

/** The text as the screen can draw it, and whether anything was left out. The value itself is never changed. */
export function drawable(text: string): { text: string; stripped: boolean } {
  const clean = text.replace(SELECTORS, '');
  return { text: clean, stripped: clean.length !== text.length };
}
