import { type ComponentType, lazy } from 'react';
import type { RoomId } from '../frame/route';

/** The rooms, each a folder of its own that knows none of the others. The compiler refuses a missing one. */
export const ROOM_PARTS: Record<RoomId, ComponentType> = {
  patients: lazy(() => import('./patients')),
  chart: lazy(() => import('./chart')),
  letters: lazy(() => import('./documents')),
  received: lazy(() => import('./received')),
  outbox: lazy(() => import('./outbox')),
  terminal: lazy(() => import('./terminal')),
  settings: lazy(() => import('./settings')),
};
