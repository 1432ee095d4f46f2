/** The time of day of a moment as the core shows it (`2026-11-22T09:30`): `9:30`; empty where it has none. */
export function clockOf(iso: string): string {
  return iso.slice(11, 16).replace(/^0/, '');
}
