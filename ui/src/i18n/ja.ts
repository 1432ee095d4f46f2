import { chart } from './ja/chart';
import { common } from './ja/common';
import { documents, plans } from './ja/documents';
import { frame } from './ja/frame';
import { letters } from './ja/letters';
import { outbox } from './ja/outbox';
import { patients } from './ja/patients';
import { received } from './ja/received';
import { reception, views } from './ja/reception';
import { settings } from './ja/settings';
import { start } from './ja/start';
import { terminal } from './ja/terminal';
import { words } from './ja/words';

/** All wording of the window, one part per room. Nothing that a person reads is written anywhere else. */
export const t = {
  ...common,
  frame,
  start,
  patients,
  chart,
  documents,
  letters,
  plans,
  received,
  reception,
  views,
  outbox,
  terminal,
  settings,
  words,
} as const;
export { choicesOf } from './ja/words';
