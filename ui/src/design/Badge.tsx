import type { ReactNode } from 'react';
import css from './Small.module.css';

/** How a badge looks; its words say the same. */
export type Tone = 'plain' | 'info' | 'good' | 'warning' | 'danger';

/** A word that marks a thing. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={css.badge} data-tone={tone}>
      {children}
    </span>
  );
}
