import type { AllergyForm, Criticality } from '../../api/bindings';
import { readDay, readPartialDay } from '../../api/dates';
import { DateField } from '../../design/DateField';
import { Field } from '../../design/Field';
import { Columns } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { Select } from '../../design/Select';
import { shownAt } from '../../design/useLive';
import { choicesOf, t } from '../../i18n/ja';
import { CodeFields } from './CodeFields';
import { CommonFields } from './CommonFields';
import type { FieldsProps } from './kinds';

const words = t.chart.allergy;
const NOT_JUDGED = 'not_judged';

/** アレルギー and 薬剤禁忌: one record, the category tells which. */
export function AllergyFields({ state, findings }: FieldsProps<AllergyForm>) {
  const { form, set } = state;
  const at = (field: keyof AllergyForm) => shownAt(state, findings, field);
  return (
    <>
      <RadioGroup
        label={words.category}
        value={form.category}
        onChange={(category) => set('category', category)}
        choices={choicesOf(t.words.allergyCategory)}
        findings={at('category')}
      />
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
        <Field
          label={words.reaction}
          value={form.reaction}
          onChange={(reaction) => set('reaction', reaction)}
          findings={at('reaction')}
        />
        <Select<Criticality | typeof NOT_JUDGED>
          label={words.criticality}
          value={form.criticality ?? NOT_JUDGED}
          onChange={(choice) => set('criticality', choice === NOT_JUDGED ? null : choice)}
          choices={[{ value: NOT_JUDGED, label: words.notJudged }, ...choicesOf(t.words.criticality)]}
          findings={at('criticality')}
        />
        <DateField
          label={words.onset}
          value={form.onset}
          onChange={(onset) => set('onset', onset)}
          parse={readPartialDay}
          help={t.chart.condition.onsetHelp}
          findings={at('onset')}
        />
        <DateField
          label={words.ended}
          value={form.ended}
          onChange={(ended) => set('ended', ended)}
          parse={readDay}
          help={t.date.shortHelp}
          findings={at('ended')}
        />
      </Columns>
      <CodeFields
        value={form.codes}
        onChange={(codes) => set('codes', codes)}
        systems={
          form.category === 'medication'
            ? ['allergen-drug-brand', 'allergen-drug-general']
            : form.category === 'food'
              ? ['allergen-food']
              : ['allergen-other']
        }
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
