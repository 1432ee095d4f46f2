import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { moveOnEnter } from '../keyboard/flow';
import css from './layout.module.css';

interface Children {
  children?: ReactNode;
}

/** Things under each other. */
export function Stack({ gap, children }: Children & { gap?: 'tight' | 'wide' }) {
  return (
    <div className={css.stack} data-gap={gap}>
      {children}
    </div>
  );
}

/** Things beside each other, wrapping. */
export function Row({
  align,
  justify,
  children,
}: Children & { align?: 'center' | 'end'; justify?: 'between' | 'end' }) {
  return (
    <div className={css.row} data-align={align} data-justify={justify}>
      {children}
    </div>
  );
}

/** As many equal columns as fit; one when the window is narrow or the letters are large. */
export function Columns({ of, children }: Children & { of?: 'wide' }) {
  return (
    <div className={css.columns} data-of={of}>
      {children}
    </div>
  );
}

/** A room's page: its title, what can be done with the whole, and the rest. */
export function Page({
  title,
  actions,
  width,
  children,
}: Children & { title: ReactNode; actions?: ReactNode; width?: 'reading' }) {
  return (
    <div className={css.page} data-width={width}>
      <div className={css.pageHead}>
        <h1 tabIndex={-1} data-page-title>
          {title}
        </h1>
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** A bordered part of a page, named by its heading. */
export function Panel({ title, actions, children }: Children & { title?: ReactNode; actions?: ReactNode }) {
  const id = useId();
  return (
    <section className={css.panel} aria-labelledby={title === undefined ? undefined : id}>
      {(title !== undefined || actions !== undefined) && (
        <div className={css.panelHead}>
          {title !== undefined && <h2 id={id}>{title}</h2>}
          {actions !== undefined && <div className={css.actions}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** Buttons in a line; in a table they stay in one. */
export function Actions({ inTable, children }: Children & { inTable?: boolean }) {
  return (
    <div className={css.actions} data-wrap={inTable ? 'no' : undefined}>
      {children}
    </div>
  );
}

/** Pairs of a name and what it says. */
export function Facts({ rows }: { rows: readonly (readonly [name: ReactNode, value: ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {rows.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are the same on every drawing
        <div key={index} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A group of fields in which Enter goes from one to the next. Never submitted by a key. */
export function Form({ label, children }: Children & { label: string }) {
  // On the way down: a radio button keeps Enter from whoever listens above it.
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (moveOnEnter(event.nativeEvent, event.currentTarget)) event.stopPropagation();
  };
  return (
    <form
      className={css.stack}
      aria-label={label}
      autoComplete="off"
      noValidate
      onKeyDownCapture={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      {children}
    </form>
  );
}
