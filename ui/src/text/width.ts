const HIRAGANA = /[\u3041-\u3096\u309D\u309E]/g;
const HALF_KANA = /[\uFF61-\uFF9F]+/g;

/** Full-width katakana for a kana field: ひらがな and ﾊﾝｶｸ become カタカナ, all else stays. */
export function toKatakana(text: string): string {
  return text
    .replace(HALF_KANA, (half) => half.normalize('NFKC'))
    .replace(HIRAGANA, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
}

/** Half-width letters, digits and signs for a code field; long dashes typed by an IME become a hyphen. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[ー‐‑–—−](?=[0-9])/g, '-');
}
