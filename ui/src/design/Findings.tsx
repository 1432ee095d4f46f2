import type { FindingShown } from '../api/bindings';
import { t } from '../i18n/ja';
import css from './Field.module.css';

/** What the rules say about a field: a word for how grave it is, then the sentence. Never a colour alone. */
export function Findings({ findings }: { findings: readonly FindingShown[] }) {
  return (
    <>
      {findings.map((finding) => (
        <span
          key={`${finding.path} ${finding.rule} ${finding.message}`}
          className={css.finding}
          data-severity={finding.severity}
        >
          <b>{t.severity[finding.severity]}</b>
          <span>{finding.message}</span>
        </span>
      ))}
    </>
  );
}

/** The findings of a place and of everything below it: `patient.insurance` also takes `patient.insurance.symbol`. */
export function under(findings: readonly FindingShown[], path: string): FindingShown[] {
  return findings.filter(
    (finding) =>
      finding.path === path || finding.path.startsWith(`${path}.`) || finding.path.startsWith(`${path}[`),
  );
}

/** The findings of exactly one place. */
export function at(findings: readonly FindingShown[], path: string): FindingShown[] {
  return findings.filter((finding) => finding.path === path);
}
