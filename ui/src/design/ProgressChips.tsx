import { t } from '../i18n/ja';
import { Badge } from './Badge';
import css from './Small.module.css';

/** How far one part of a document is coded: `of` entries, `coded` of them with a code. */
export interface Progress {
  label: string;
  coded: number;
  of: number;
  /** Whether the part has text of its own. */
  text: boolean;
}

/** Tells per part whether it goes out with codes or as text. Advice, never a wall. */
export function ProgressChips({ parts }: { parts: readonly Progress[] }) {
  return (
    <ul className={css.chips}>
      {parts.map((part) => (
        <li key={part.label}>
          <Badge tone={part.of > 0 && part.coded === part.of ? 'good' : 'plain'}>
            {part.label}:{' '}
            {part.of > 0
              ? t.progress.coded(part.coded, part.of)
              : part.text
                ? t.progress.text
                : t.progress.empty}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
