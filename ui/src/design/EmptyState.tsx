import type { ReactNode } from 'react';
import { t } from '../i18n/ja';
import css from './Small.module.css';

/** What stands where a list would be: why it is empty and what to press. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      <p>
        <strong>{title}</strong>
      </p>
      {children}
      {actions}
    </div>
  );
}

/** While an answer is on its way. */
export function Waiting() {
  return (
    <p className={css.waiting} role="status">
      {t.loading}
    </p>
  );
}
