import type { InfectionForm, InfectionResult } from '../../api/bindings';
import { readMoment } from '../../api/dates';
import { DateField } from '../../design/DateField';
import { Field } from '../../design/Field';
import { Columns } from '../../design/layout';
import { Select } from '../../design/Select';
import { shownAt } from '../../design/useLive';
import { choicesOf, t } from '../../i18n/ja';
import { CodeFields } from './CodeFields';
import { CommonFields } from './CommonFields';
import type { FieldsProps } from './kinds';
import { LabCodePicker, withDesignated } from './LabCodePicker';

const words = t.chart.infection;
const NO_RESULT = 'no_result';

/** 感染症. */
export function InfectionFields({ state, findings }: FieldsProps<InfectionForm>) {
  const { form, set } = state;
  const at = (field: keyof InfectionForm) => shownAt(state, findings, field);
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
        <Select<InfectionResult | typeof NO_RESULT>
          label={words.result}
          value={form.result ?? NO_RESULT}
          onChange={(result) => set('result', result === NO_RESULT ? null : result)}
          choices={[{ value: NO_RESULT, label: words.noResult }, ...choicesOf(t.words.infectionResult)]}
          findings={at('result')}
        />
        <Field
          label={words.resultText}
          value={form.result_text}
          onChange={(text) => set('result_text', text)}
          findings={at('result_text')}
        />
        <DateField
          label={words.sampled}
          value={form.sampled}
          onChange={(sampled) => set('sampled', sampled)}
          parse={readMoment}
          help={t.chart.lab.sampledHelp}
          findings={at('sampled')}
        />
        <Field
          label={words.specimen}
          value={form.specimen}
          onChange={(specimen) => set('specimen', specimen)}
          findings={at('specimen')}
        />
      </Columns>
      <LabCodePicker
        text={form.text}
        specimen={form.specimen}
        infection
        onPick={({ code, specimen }) => {
          set('codes', withDesignated(form.codes, code));
          if (form.specimen === '') set('specimen', specimen);
        }}
      />
      <CodeFields
        value={form.codes}
        onChange={(codes) => set('codes', codes)}
        systems={['lab-infection-jlac10', 'lab-infection-jlac11', 'jlac10', 'lab-local']}
        findings={at('codes')}
      />
      <CommonFields
        value={form.common}
        onChange={(common) => set('common', common)}
        findings={at('common')}
        flags="long_term"
      />
    </>
  );
}
