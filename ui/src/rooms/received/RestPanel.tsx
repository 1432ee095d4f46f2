import type { RestLine, ViewLine } from '../../api/bindings';
import { Facts, Panel } from '../../design/layout';
import { t } from '../../i18n/ja';
import css from './Received.module.css';

const words = t.received.page;

interface RestProps {
  rest: readonly RestLine[];
  more: number;
  /** The document came inside another file: its data are saved by a button of their own. */
  data: boolean;
}

/** What nobody understood, as it stands in the file, with where it comes from. */
export function RestPanel({ rest, more, data }: RestProps) {
  if (rest.length === 0) return null;
  return (
    <Panel title={words.rest}>
      <p>{words.restHelp}</p>
      <dl className={css.rest}>
        {rest.map((line, place) => {
          const from = `${line.place} ${line.path}`.trim();
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a received document never changes
            <div key={place}>
              {from !== '' && <dt>{from}</dt>}
              <dd style={{ paddingInlineStart: `${line.depth + 1}em` }}>
                {[line.name, line.text].filter((part) => part !== '').join(': ')}
              </dd>
            </div>
          );
        })}
      </dl>
      {more > 0 && <p>{words.restMore(more, data ? words.saveData : words.saveFile)}</p>}
    </Panel>
  );
}

/** Ids, profiles, codes: for whoever has to trace where something comes from. */
export function Technical({ lines, label }: { lines: readonly ViewLine[]; label?: string }) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{label ?? words.technical}</summary>
      <Facts rows={lines.map((line) => [line.label, line.text] as const)} />
    </details>
  );
}
