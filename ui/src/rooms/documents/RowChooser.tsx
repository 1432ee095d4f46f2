import { useState } from 'react';
import type { RowShown } from '../../api/bindings';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Actions } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { t } from '../../i18n/ja';
import css from './Documents.module.css';

const words = t.letters.rows;

/** How many rows are shown before the person asks for the rest. */
const FIRST = 12;

interface Props {
  label: string;
  rows: readonly RowShown[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Rows of the 6情報 with a box each: what goes into the letter. */
export function RowChooser({ label, rows, chosen, onChange }: Props) {
  const [whole, setWhole] = useState(false);
  const ticked = new Set(chosen);
  const known = new Set(rows.map(({ id }) => id));
  const gone = chosen.filter((id) => !known.has(id));
  const shown = whole ? rows : rows.filter(({ id }, index) => index < FIRST || ticked.has(id));
  const hidden = rows.length - shown.length;
  return (
    <fieldset>
      <legend className="visually-hidden">{label}</legend>
      {rows.length === 0 && <p>{words.none}</p>}
      <ul className={css.rows}>
        {shown.map((row) => (
          <li key={row.id}>
            <Checkbox
              value={ticked.has(row.id)}
              onChange={(on) => onChange(on ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))}
            >
              <span className={css.head}>
                <Shown>{row.title}</Shown>
                <span className={css.detail}>
                  <Shown>{row.detail}</Shown>
                </span>
                {row.on !== null && <span className={css.detail}>{row.on.wareki}</span>}
                {row.ended && <Badge>{words.ended}</Badge>}
                {row.source !== 'own' && <Badge>{t.words.source[row.source]}</Badge>}
                {row.coded && <Badge tone="good">{words.coded}</Badge>}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <div role="status">
          <p>{words.gone}</p>
          <Button onPress={() => onChange(chosen.filter((id) => known.has(id)))}>{words.dropGone}</Button>
        </div>
      )}
      <Actions>
        {hidden > 0 && <Button onPress={() => setWhole(true)}>{words.more(hidden)}</Button>}
        {rows.length > 2 && (
          <>
            <Button
              look="plain"
              label={words.allOf(label)}
              onPress={() => onChange(rows.map(({ id }) => id))}
              disabled={rows.every(({ id }) => ticked.has(id))}
            >
              {words.all}
            </Button>
            <Button
              look="plain"
              label={words.clearOf(label)}
              onPress={() => onChange([])}
              disabled={chosen.length === 0}
            >
              {words.clear}
            </Button>
          </>
        )}
      </Actions>
    </fieldset>
  );
}
