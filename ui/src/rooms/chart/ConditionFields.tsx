import type { ConditionForm, ModifierForm, OutcomeKind } from '../../api/bindings';
import { readDay, readPartialDay } from '../../api/dates';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { DateField } from '../../design/DateField';
import { Field } from '../../design/Field';
import { Columns, Row } from '../../design/layout';
import { Select } from '../../design/Select';
import { shownAt } from '../../design/useLive';
import { choicesOf, t } from '../../i18n/ja';
import css from './Chart.module.css';
import { CodeFields } from './CodeFields';
import { CommonFields } from './CommonFields';
import type { FieldsProps } from './kinds';
import { joinModifiers, splitModifiers, toggleModifier } from './modifiers';

const words = t.chart.condition;

/** The whole name as it will be listed. */
function wholeName(form: ConditionForm): string {
  const join = (list: readonly ModifierForm[]): string => list.map(({ text }) => text).join('');
  const mark = form.suspected ? words.suspectedMark : '';
  return `${join(form.prefixes)}${form.text}${join(form.suffixes)}${mark}`;
}

const ONGOING = 'ongoing';

/** 傷病名. */
export function ConditionFields({ state, findings }: FieldsProps<ConditionForm>) {
  const { form, set } = state;
  const at = (field: keyof ConditionForm) => shownAt(state, findings, field);
  return (
    <>
      <Row align="center">
        <span>{words.quick}</span>
        {words.quickPrefixes.map((word) => (
          <Button
            key={word}
            pressed={form.prefixes.some(({ text }) => text === word)}
            onPress={() => set('prefixes', toggleModifier(form.prefixes, word))}
          >
            {word}
          </Button>
        ))}
      </Row>
      <Columns>
        <Field
          label={words.prefixes}
          value={joinModifiers(form.prefixes)}
          onChange={(text) => set('prefixes', splitModifiers(text, form.prefixes))}
          help={words.modifiersHelp}
          findings={at('prefixes')}
        />
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
          label={words.suffixes}
          value={joinModifiers(form.suffixes)}
          onChange={(text) => set('suffixes', splitModifiers(text, form.suffixes))}
          help={words.modifiersHelp}
          findings={at('suffixes')}
        />
      </Columns>
      {form.text !== '' && (
        <p className={css.whole} role="status">
          {words.whole(wholeName(form))}
        </p>
      )}
      <Row>
        <Checkbox value={form.suspected} onChange={(on) => set('suspected', on)}>
          {words.suspected}
        </Checkbox>
        <Checkbox value={form.principal} onChange={(on) => set('principal', on)}>
          {words.principal}
        </Checkbox>
      </Row>
      <Columns>
        <DateField
          label={words.onset}
          value={form.onset}
          onChange={(onset) => set('onset', onset)}
          parse={readPartialDay}
          help={words.onsetHelp}
          findings={at('onset')}
        />
        <Select<OutcomeKind | typeof ONGOING>
          label={words.outcome}
          value={form.outcome ?? ONGOING}
          onChange={(outcome) => set('outcome', outcome === ONGOING ? null : outcome)}
          choices={[{ value: ONGOING, label: words.ongoing }, ...choicesOf(t.words.outcome)]}
          findings={at('outcome').filter(({ path }) => path === 'outcome')}
        />
        {form.outcome !== null && (
          <DateField
            label={words.outcomeOn}
            value={form.outcome_on}
            onChange={(on) => set('outcome_on', on)}
            parse={readDay}
            findings={at('outcome_on')}
          />
        )}
      </Columns>
      <CodeFields
        value={form.codes}
        onChange={(codes) => set('codes', codes)}
        systems={['disease-exchange', 'disease-key', 'disease-receipt', 'icd10']}
        findings={at('codes')}
      />
      <CommonFields
        value={form.common}
        onChange={(common) => set('common', common)}
        findings={at('common')}
        flags="all"
      />
    </>
  );
}
