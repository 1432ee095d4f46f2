import type { Interpretation, LabResultForm } from '../../api/bindings';
import { readMoment } from '../../api/dates';
import { DateField } from '../../design/DateField';
import { Field, type FieldKind } from '../../design/Field';
import { Columns } from '../../design/layout';
import { Select } from '../../design/Select';
import { shownAt } from '../../design/useLive';
import { choicesOf, t } from '../../i18n/ja';
import { CodeFields } from './CodeFields';
import { CommonFields } from './CommonFields';
import type { FieldsProps } from './kinds';
import { LabCodePicker, withDesignated } from './LabCodePicker';

const words = t.chart.lab;
const BY_NUMBERS = 'by_numbers';

/** 検査. */
export function LabResultFields({ state, findings }: FieldsProps<LabResultForm>) {
  const { form, set } = state;
  const at = (field: keyof LabResultForm) => shownAt(state, findings, field);
  const line = (
    field: 'value' | 'unit' | 'range_low' | 'range_high' | 'range_text' | 'specimen',
    label: string,
    kind: FieldKind = 'text',
    required = false,
  ) => (
    <Field
      label={label}
      kind={kind}
      value={form[field]}
      onChange={(value) => set(field, value)}
      findings={at(field)}
      required={required}
    />
  );
  return (
    <>
      <Columns>
        <Field
          label={words.text}
          value={form.text}
          onChange={(text) => set('text', text)}
          help={words.textHelp}
          findings={at('text')}
          required
          autoFocus
        />
        {line('value', words.value, 'number', true)}
        {line('unit', words.unit)}
        <DateField
          label={words.sampled}
          value={form.sampled}
          onChange={(sampled) => set('sampled', sampled)}
          parse={readMoment}
          help={words.sampledHelp}
          findings={at('sampled')}
        />
        {line('range_low', words.rangeLow, 'number')}
        {line('range_high', words.rangeHigh, 'number')}
        {line('range_text', words.rangeText)}
        <Select<Interpretation | typeof BY_NUMBERS>
          label={words.interpretation}
          value={form.interpretation ?? BY_NUMBERS}
          onChange={(choice) => set('interpretation', choice === BY_NUMBERS ? null : choice)}
          choices={[{ value: BY_NUMBERS, label: words.byNumbers }, ...choicesOf(t.words.interpretation)]}
          findings={at('interpretation')}
        />
        {line('specimen', words.specimen)}
      </Columns>
      <LabCodePicker
        text={form.text}
        specimen={form.specimen}
        infection={false}
        onPick={({ code, unit, specimen }) => {
          set('codes', withDesignated(form.codes, code));
          if (form.unit === '') set('unit', unit);
          if (form.specimen === '') set('specimen', specimen);
        }}
      />
      <CodeFields
        value={form.codes}
        onChange={(codes) => set('codes', codes)}
        systems={['lab-core-jlac10', 'lab-core-jlac11', 'jlac10', 'lab-local']}
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
