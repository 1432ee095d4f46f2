import type { ChosenRows, FindingShown, LetterForm } from '../../api/bindings';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';

/** The boxes of prose. */
export type ProseName =
  | 'diagnosis'
  | 'purpose'
  | 'past_history'
  | 'family_history'
  | 'allergy'
  | 'infection'
  | 'course'
  | 'treatment'
  | 'medication'
  | 'remarks'
  | MoreName;

/** The boxes that are written in seldom: they stand behind a disclosure. */
export const MORE = [
  'physical_findings',
  'social_history',
  'immunization',
  'surgery',
  'transfusion',
  'procedures',
  'care_plan',
  'devices',
  'advance_directive',
  'research',
] as const;

export type MoreName = (typeof MORE)[number];

/** In which box the rows of a kind stand. */
const BOX_OF: Record<keyof ChosenRows, ProseName> = {
  conditions: 'diagnosis',
  past_conditions: 'past_history',
  present_conditions: 'course',
  allergies: 'allergy',
  infections: 'infection',
  lab_results: 'course',
  prescriptions: 'medication',
};

/** The field of the form that a finding's path leads to; `null` where it has to be mended in another room. */
export function fieldOf(path: string): keyof LetterForm | null {
  const row = /^rows\.(\w+)/.exec(path)?.[1];
  if (row !== undefined && row in BOX_OF) return BOX_OF[row as keyof ChosenRows];
  const [first = ''] = path.split(/[.[]/);
  return first in t.letters.fields ? (first as keyof LetterForm) : null;
}

/** What has to be there before the letter can be frozen, and is asked for only once the person has been there. */
const EMPTY = /-missing$/;

/** What the rules say at one path and below it. An untouched empty field is not scolded before its time. */
export function saidAt(
  findings: readonly FindingShown[],
  path: string,
  touched: ReadonlySet<string> | 'all',
  fieldAt: (path: string) => string | null = fieldOf,
): FindingShown[] {
  return findings.filter((finding) => {
    const here =
      finding.path === path || finding.path.startsWith(`${path}.`) || finding.path.startsWith(`${path}[`);
    if (!here) return false;
    const field = fieldAt(finding.path);
    const waits = finding.severity === 'error' && EMPTY.test(finding.rule);
    return !waits || touched === 'all' || (field !== null && touched.has(field));
  });
}

/** The attribute by which a field's place on the page is found. */
export const PLACE = 'data-letter-field';

/** Puts the focus on what a finding is about, or goes to the room where it is mended. */
export function jumpTo(
  path: string,
  patientId: string,
  fieldAt: (path: string) => string | null = fieldOf,
): void {
  if (path.startsWith('patient')) {
    go('patients', patientId);
    return;
  }
  if (path.startsWith('institution')) {
    go('settings');
    return;
  }
  const place =
    document.querySelector(`[${PLACE}="${CSS.escape(path)}"]`) ??
    document.querySelector(`[${PLACE}="${fieldAt(path) ?? ''}"]`);
  const folded = place?.closest('details');
  if (folded !== null && folded !== undefined) folded.open = true;
  const control = place?.querySelector<HTMLElement>('input, textarea, select');
  control?.focus();
  control?.scrollIntoView?.({ block: 'center' });
}
