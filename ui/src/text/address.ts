/** The town part of an address: what stands before the first number. Enough to tell two people apart on screen. */
export function townOf(address: string): string {
  return address.split(/[0-9０-９]/, 1)[0]?.trim() ?? '';
}
