import type { KeyboardEvent, ReactNode } from 'react';
import css from './Table.module.css';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  align?: 'end';
  nowrap?: boolean;
}

interface Props<Row> {
  /** What the table lists; read out, and shown only where `showCaption` says so. */
  caption: string;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Opens a row: by a press on it, by its first cell, by Enter. */
  onOpen?: (row: Row) => void;
  /** Shown paler: ended, withdrawn, superseded. */
  dim?: (row: Row) => boolean;
}

const OPENERS = 'tbody button[data-row-opener]';

/** Arrow keys go from one row's opener to the next. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-row-opener]')) return;
  const openers = [...event.currentTarget.querySelectorAll<HTMLElement>(OPENERS)];
  const next = openers[openers.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** A native table that scrolls by itself sideways when it must. */
export function Table<Row>({ caption, columns, rows, rowKey, onOpen, dim }: Props<Row>) {
  const [first, ...others] = columns;
  return (
    <div className={css.scroll}>
      <table className={css.table} onKeyDown={moveBetweenRows}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" data-align={column.align}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={css.row}
              data-open={onOpen === undefined ? undefined : ''}
              data-dim={dim?.(row) ? '' : undefined}
              onClick={
                onOpen === undefined
                  ? undefined
                  : (event) => {
                      const inside = (event.target as HTMLElement).closest('button, a, input, select, label');
                      if (inside === null && window.getSelection()?.toString() === '') onOpen(row);
                    }
              }
            >
              {first !== undefined && (
                <th scope="row" data-align={first.align} data-nowrap={first.nowrap ? '' : undefined}>
                  {onOpen === undefined ? (
                    first.cell(row)
                  ) : (
                    <button type="button" className={css.open} data-row-opener onClick={() => onOpen(row)}>
                      {first.cell(row)}
                    </button>
                  )}
                </th>
              )}
              {others.map((column) => (
                <td key={column.head} data-align={column.align} data-nowrap={column.nowrap ? '' : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
