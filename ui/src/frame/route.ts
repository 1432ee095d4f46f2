import { useEffect, useSyncExternalStore } from 'react';

/** The rooms of the window, by the first word of the address. */
export const ROOMS = ['patients', 'chart', 'letters', 'received', 'outbox', 'terminal', 'settings'] as const;
export type RoomId = (typeof ROOMS)[number];

/**
 * Where the window is: `#/patients`, `#/patients/new`, `#/chart/<patient>/<kind>`, `#/letters/<patient>/<letter>` …
 * `rest` is what follows the room.
 */
export interface Route {
  room: RoomId;
  rest: readonly string[];
}

/** Words in the place of a patient's id that name a page of the room. */
const PAGES = new Set(['new', 'merge', 'all', 'bulk']);

/** Rooms that are about no single patient. */
const OF_NOBODY: ReadonlySet<RoomId> = new Set(['outbox', 'terminal', 'settings']);

/** Reads an address; an unknown one leads to the first room. */
export function readRoute(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const room = ROOMS.find((id) => id === parts[0]);
  return room === undefined ? { room: 'patients', rest: [] } : { room, rest: parts.slice(1) };
}

/** The patient that an address names, if any. */
export function patientOf(route: Route): string | null {
  const [id] = route.rest;
  return OF_NOBODY.has(route.room) || id === undefined || PAGES.has(id) ? null : id;
}

/** The address of a place in a room. */
export function pathTo(room: RoomId, ...rest: readonly string[]): string {
  return `/${[room, ...rest].map(encodeURIComponent).join('/')}`;
}

const listeners = new Set<() => void>();
const blockers = new Set<object>();
let current = window.location.hash;
/** Where the person wanted to go while something typed was not saved. */
let wanted: string | null = null;

function emit(): void {
  for (const listener of listeners) listener();
}

window.addEventListener('hashchange', () => {
  const next = window.location.hash;
  if (next === current) return;
  if (blockers.size > 0) {
    wanted = next;
    window.history.replaceState(null, '', current === '' ? '#/' : current);
  } else {
    current = next;
  }
  emit();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes to a place. Where something typed would be lost, the window asks first. */
export function go(room: RoomId, ...rest: readonly string[]): void {
  window.location.hash = pathTo(room, ...rest);
}

/** Where the window is now. */
export function useRoute(): Route {
  return readRoute(useSyncExternalStore(subscribe, () => current));
}

/** While `typed` holds, leaving the page asks first. */
export function useLeaveGuard(typed: boolean): void {
  useEffect(() => {
    if (!typed) return;
    const token = {};
    blockers.add(token);
    return () => {
      blockers.delete(token);
    };
  }, [typed]);
}

/** Takes the guard down at once, for a page that has just saved and goes on by itself. */
export function releaseLeaveGuard(): void {
  blockers.clear();
}

/** Whether a way out was held back, and how the person answers. */
export function useHeldBack(): { held: boolean; stay: () => void; leave: () => void } {
  const target = useSyncExternalStore(subscribe, () => wanted);
  return {
    held: target !== null,
    stay: () => {
      wanted = null;
      emit();
    },
    leave: () => {
      const next = wanted ?? '#/';
      wanted = null;
      blockers.clear();
      emit();
      window.location.hash = next;
    },
  };
}
