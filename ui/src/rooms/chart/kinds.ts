import type { ComponentType } from 'react';
import type { Chart, CommonForm, Core6Kind, EntryForm, FindingShown, RowShown } from '../../api/bindings';
import type { FormState } from '../../design/useLive';
import { AllergyFields } from './AllergyFields';
import { ConditionFields } from './ConditionFields';
import { InfectionFields } from './InfectionFields';
import { LabResultFields } from './LabResultFields';
import { PrescriptionFields } from './PrescriptionFields';

/** A row of any kind, as it is listed and as its form takes it. */
export interface AnyRow {
  row: RowShown;
  entry: EntryForm;
}

/** The form of one type of entry. */
export type FormOf<T extends EntryForm['type']> = Extract<EntryForm, { type: T }>['form'];

/** What the fields of a type are given. */
export interface FieldsProps<F> {
  state: FormState<F>;
  findings: readonly FindingShown[];
}

/** What every new row starts from: the clinic's own, no flag, checked today. */
export const NEW_COMMON: CommonForm = {
  source: 'own',
  last_checked: '',
  note: '',
  flags: { uninformed: false, undelivered: false, long_term: false },
};

/** One of the six kinds: where its rows are, what a new one starts from, how one ends, how it is filled in. */
export interface KindPart<T extends EntryForm['type'] = EntryForm['type']> {
  type: T;
  rows: (chart: Chart) => AnyRow[];
  blank: () => FormOf<T>;
  /** What a row that is entered right after another one takes over. */
  follow: (before: FormOf<T>) => FormOf<T>;
  Fields: ComponentType<FieldsProps<FormOf<T>>>;
}

const part = <T extends EntryForm['type']>(spec: KindPart<T>): KindPart => spec as unknown as KindPart;

const rowsOf = <T extends EntryForm['type']>(
  type: T,
  shown: readonly { row: RowShown; form: FormOf<T> }[],
): AnyRow[] => shown.map(({ row, form }) => ({ row, entry: { type, form } as EntryForm }));

const allergies = (kind: 'allergy' | 'contraindication', chart: Chart): AnyRow[] =>
  rowsOf(
    'allergy',
    chart.allergies.filter(({ row }) => row.kind === kind),
  );

const blankCondition = (): FormOf<'condition'> => ({
  text: '',
  codes: [],
  prefixes: [],
  suffixes: [],
  suspected: false,
  principal: false,
  onset: '',
  outcome: null,
  outcome_on: '',
  common: NEW_COMMON,
});

const blankAllergy = (category: FormOf<'allergy'>['category']): FormOf<'allergy'> => ({
  category,
  text: '',
  codes: [],
  reaction: '',
  criticality: null,
  onset: '',
  ended: '',
  common: NEW_COMMON,
});

const blankInfection = (): FormOf<'infection'> => ({
  text: '',
  codes: [],
  result: null,
  result_text: '',
  specimen: '',
  sampled: '',
  common: NEW_COMMON,
});

const blankLab = (): FormOf<'lab_result'> => ({
  text: '',
  codes: [],
  value: '',
  unit: '',
  range_low: '',
  range_high: '',
  range_text: '',
  interpretation: null,
  specimen: '',
  sampled: '',
  common: NEW_COMMON,
});

const blankPrescription = (): FormOf<'prescription'> => ({
  rp: 1,
  order: 1,
  text: '',
  codes: [],
  kind: 'internal',
  dose: '',
  daily_dose: '',
  doses: '',
  site: '',
  unit: '',
  usage: '',
  usage_code: null,
  days: '',
  times: '',
  prescribed_on: '',
  starts_on: '',
  ended: '',
  common: NEW_COMMON,
});

/** The six kinds, in the order of the tabs. */
export const KINDS: Record<Core6Kind, KindPart> = {
  condition: part({
    type: 'condition',
    rows: (chart) => rowsOf('condition', chart.conditions),
    blank: blankCondition,
    follow: (before) => ({ ...blankCondition(), common: before.common }),
    Fields: ConditionFields,
  }),
  allergy: part({
    type: 'allergy',
    rows: (chart) => allergies('allergy', chart),
    blank: () => blankAllergy('food'),
    follow: (before) => ({ ...blankAllergy(before.category), common: before.common }),
    Fields: AllergyFields,
  }),
  contraindication: part({
    type: 'allergy',
    rows: (chart) => allergies('contraindication', chart),
    blank: () => blankAllergy('medication'),
    follow: (before) => ({ ...blankAllergy(before.category), common: before.common }),
    Fields: AllergyFields,
  }),
  infection: part({
    type: 'infection',
    rows: (chart) => rowsOf('infection', chart.infections),
    blank: blankInfection,
    follow: (before) => ({
      ...blankInfection(),
      specimen: before.specimen,
      sampled: before.sampled,
      common: before.common,
    }),
    Fields: InfectionFields,
  }),
  lab_result: part({
    type: 'lab_result',
    rows: (chart) => rowsOf('lab_result', chart.lab_results),
    blank: blankLab,
    follow: (before) => ({
      ...blankLab(),
      specimen: before.specimen,
      sampled: before.sampled,
      common: before.common,
    }),
    Fields: LabResultFields,
  }),
  prescription: part({
    type: 'prescription',
    rows: (chart) => rowsOf('prescription', chart.prescriptions),
    blank: blankPrescription,
    // The next drug of the same RP: usage and days are shared.
    follow: (before) => ({
      ...blankPrescription(),
      rp: before.rp,
      order: before.order + 1,
      kind: before.kind,
      usage: before.usage,
      usage_code: before.usage_code,
      days: before.days,
      times: before.times,
      prescribed_on: before.prescribed_on,
      common: before.common,
    }),
    Fields: PrescriptionFields,
  }),
};

export const KIND_IDS = Object.keys(KINDS) as Core6Kind[];
