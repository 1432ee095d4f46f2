import type { ModifierForm } from '../../api/bindings';

/** Modifiers as one line of text. */
export function joinModifiers(list: readonly ModifierForm[]): string {
  return list.map(({ text }) => text).join('、');
}

/** A line of text as modifiers; one that stays the same word keeps its codes. An open end stays open to type on. */
export function splitModifiers(text: string, before: readonly ModifierForm[]): ModifierForm[] {
  if (text === '') return [];
  return text
    .split(/[、,，]/)
    .map((word) => before.find((known) => known.text === word) ?? { text: word, codes: [] });
}

/** Adds a word, or takes it out when it is there. */
export function toggleModifier(list: readonly ModifierForm[], word: string): ModifierForm[] {
  const others = list.filter(({ text }) => text !== word && text !== '');
  return others.length < list.filter(({ text }) => text !== '').length
    ? others
    : [...others, { text: word, codes: [] }];
}

/** Without the empty words that an open end leaves. */
export function tidyModifiers(list: readonly ModifierForm[]): ModifierForm[] {
  return list
    .map((modifier) => ({ ...modifier, text: modifier.text.trim() }))
    .filter(({ text }) => text !== '');
}
