import type { PrescriptionForm } from '../../api/bindings';
import { readDay } from '../../api/dates';
import { DateField } from '../../design/DateField';
import { Field, type FieldKind } from '../../design/Field';
import { Columns } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { shownAt } from '../../design/useLive';
import { choicesOf, t } from '../../i18n/ja';
import { CodeFields } from './CodeFields';
import { CommonFields } from './CommonFields';
import type { FieldsProps } from './kinds';
import { WholeNumberField } from './WholeNumberField';

const words = t.chart.prescription;

/** 処方, one drug. Drugs of one RP share usage and days. */
export function PrescriptionFields({ state, findings }: FieldsProps<PrescriptionForm>) {
  const { form, set } = state;
  const at = (field: keyof PrescriptionForm) => shownAt(state, findings, field);
  const line = (
    field: 'dose' | 'daily_dose' | 'doses' | 'unit' | 'usage' | 'site' | 'days' | 'times',
    label: string,
    kind: FieldKind = 'text',
    help?: string,
  ) => (
    <Field
      label={label}
      kind={kind}
      value={form[field]}
      onChange={(value) => set(field, value)}
      findings={at(field)}
      help={help}
    />
  );
  const date = (field: 'prescribed_on' | 'starts_on' | 'ended', label: string, help: string) => (
    <DateField
      label={label}
      value={form[field]}
      onChange={(value) => set(field, value)}
      parse={readDay}
      help={help}
      findings={at(field)}
    />
  );
  return (
    <>
      <Columns>
        <WholeNumberField
          label={words.rp}
          value={form.rp}
          onChange={(rp) => set('rp', rp)}
          findings={at('rp')}
        />
        <WholeNumberField
          label={words.order}
          value={form.order}
          onChange={(order) => set('order', order)}
          findings={at('order')}
        />
        <Field
          label={words.text}
          value={form.text}
          onChange={(text) => set('text', text)}
          findings={at('text')}
          required
          autoFocus
        />
      </Columns>
      <RadioGroup
        label={words.kind}
        value={form.kind}
        onChange={(kind) => set('kind', kind)}
        choices={choicesOf(t.words.dosage)}
        findings={at('kind')}
      />
      <Columns>
        {line('dose', words.dose, 'number')}
        {line('daily_dose', words.dailyDose, 'number')}
        {line('unit', words.unit)}
        {form.kind === 'internal' && line('doses', words.doses, 'text', words.dosesHelp)}
        {line('usage', words.usage, 'text', words.usageHelp)}
        {form.kind === 'external' && line('site', words.site, 'text', words.siteHelp)}
        {line('days', words.days, 'number')}
        {form.kind === 'as_needed' && line('times', words.times, 'number')}
        {date('prescribed_on', words.prescribedOn, words.prescribedOnHelp)}
        {date('starts_on', words.startsOn, t.date.shortHelp)}
        {date('ended', words.ended, t.date.shortHelp)}
      </Columns>
      <CodeFields
        value={form.codes}
        onChange={(codes) => set('codes', codes)}
        systems={['drug-yj', 'drug-general', 'drug-hot9']}
        findings={at('codes')}
      />
      <CommonFields
        value={form.common}
        onChange={(common) => set('common', common)}
        findings={at('common')}
        flags="none"
      />
    </>
  );
}
