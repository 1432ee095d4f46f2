import type { ReactNode } from 'react';
import type { Tone } from './Badge';
import css from './Cards.module.css';

/** Things of one kind under each other, for what a row of a table is too narrow for. */
export function Cards({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={css.cards} aria-label={label}>
      {children}
    </ul>
  );
}

interface Props {
  /** What tells it from the others. */
  head: ReactNode;
  /** Words that say how it stands, at the end of the line. */
  marks?: ReactNode;
  /** Its edge; its words say the same. */
  tone?: Tone;
  children?: ReactNode;
}

/** One of them. */
export function Card({ head, marks, tone = 'plain', children }: Props) {
  return (
    <li className={css.card} data-tone={tone}>
      <div className={css.head}>
        {head}
        {marks !== undefined && <div className={css.marks}>{marks}</div>}
      </div>
      {children}
    </li>
  );
}
