import { expect, test } from 'vitest';
import { drawable } from './variation';
import { toHalfWidth, toKatakana } from './width';

test('variation selectors are left out and it is said; rare kanji stay', () => {
  expect(drawable('葛\u{E0100}城')).toEqual({ text: '葛城', stripped: true });
  expect(drawable('𠮷﨑髙')).toEqual({ text: '𠮷﨑髙', stripped: false });
});

test('kana', () => {
  expect(toKatakana('ゔぁんだ')).toBe('ヴァンダ');
  expect(toKatakana('ｶﾞｷﾞ ヴ山ー')).toBe('ガギ ヴ山ー');
});

test('half-width', () => {
  expect(toHalfWidth('ＡＢ　１２．５')).toBe('AB 12.5');
  expect(toHalfWidth('カード')).toBe('カード');
});
