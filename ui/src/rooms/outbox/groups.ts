import type { OutboxRow } from '../../api/bindings';
import type { Tone } from '../../design/Badge';

/** The three parts of the 送信箱. */
export type Group = 'attention' | 'waiting' | 'done';

/** Whether a person has to do something about it, it goes by itself, or it is over. */
export function groupOf({ state, hold }: Pick<OutboxRow, 'state' | 'hold'>): Group {
  switch (state) {
    case 'refused':
    case 'unanswered':
      return 'attention';
    case 'ready':
      return hold === null ? 'waiting' : 'attention';
    case 'posted':
      return 'waiting';
    case 'accepted':
    case 'withdrawn':
      return 'done';
  }
}

/** How an item looks; its words say the same. */
export function toneOf({ state, hold }: Pick<OutboxRow, 'state' | 'hold'>): Tone {
  switch (state) {
    case 'refused':
      return 'danger';
    case 'unanswered':
      return 'warning';
    case 'ready':
      return hold === null ? 'info' : 'warning';
    case 'posted':
      return 'info';
    case 'accepted':
      return 'good';
    case 'withdrawn':
      return 'plain';
  }
}
