import type { ReactNode } from 'react';
import type { ApiError } from '../api/error';
import { errorText } from '../i18n/errors.ja';
import { t } from '../i18n/ja';
import css from './Banner.module.css';
import { Findings } from './Findings';

interface Props {
  kind: 'info' | 'success' | 'warning' | 'error';
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** A notice that stays where it is until its cause is gone. */
export function Banner({ kind, title, children, actions }: Props) {
  return (
    <div className={css.banner} data-kind={kind} role={kind === 'error' ? 'alert' : 'status'}>
      <p className={css.title}>
        <span className={css.kind}>［{t.notice[kind]}］</span>
        {title}
      </p>
      {children}
      {actions !== undefined && actions !== false && <div className={css.actions}>{actions}</div>}
    </div>
  );
}

/** What went wrong, what is safe and what to press, in that order. */
export function ErrorBanner({
  error,
  actions,
  hideFindings,
}: {
  error: ApiError;
  actions?: ReactNode;
  /** Where the fields themselves show them. */
  hideFindings?: boolean;
}) {
  const text = errorText(error);
  return (
    <Banner kind="error" title={text.what} actions={actions}>
      <p>{text.safe}</p>
      <p>{text.next}</p>
      {!hideFindings && <Findings findings={error.findings} />}
      {error.incident !== null && <p className={css.small}>{t.incident(error.incident)}</p>}
    </Banner>
  );
}
