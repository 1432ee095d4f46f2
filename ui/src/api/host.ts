/** The seam between the rooms and whatever carries their calls to the core. Grows only when a room needs it. */
export interface Host {
  readonly kind: 'tauri' | 'web';
  /** Asks the core for one entry of the command table; rejects with the wire form of an error. */
  call(name: string, arg: unknown): Promise<unknown>;
  /** Tells which topics became stale. Returns how to stop listening. */
  onChanged(listener: (topics: string[]) => void): () => void;
}

let chosen: Promise<Host> | undefined;

function insideShell(): boolean {
  return '__TAURI_INTERNALS__' in window;
}

/** The host of this page, chosen once. */
export function host(): Promise<Host> {
  chosen ??= insideShell()
    ? import('./host.tauri').then((module) => module.tauriHost())
    : import('./host.web').then((module) => module.webHost());
  return chosen;
}

/** Puts a host in place before the first call; tests of rooms use it. */
export function setHost(replacement: Host): void {
  chosen = Promise.resolve(replacement);
}
