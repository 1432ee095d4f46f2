import type { CommonForm, FindingShown } from '../../api/bindings';
import { readDay } from '../../api/dates';
import { Checkbox } from '../../design/Checkbox';
import { DateField } from '../../design/DateField';
import { Field } from '../../design/Field';
import { at, Findings } from '../../design/Findings';
import { Columns, Row, Stack } from '../../design/layout';
import { Select } from '../../design/Select';
import { choicesOf, t } from '../../i18n/ja';

const words = t.chart.common;

/** Which flags of the national service a kind may carry (JP-CLINS meta.tag). */
export type FlagChoice = 'all' | 'long_term' | 'none';

interface Props {
  value: CommonForm;
  onChange: (value: CommonForm) => void;
  findings: readonly FindingShown[];
  flags: FlagChoice;
}

/** Where a row comes from, how fresh it is, and how the national service may treat it. */
export function CommonFields({ value, onChange, findings, flags }: Props) {
  const set = (change: Partial<CommonForm>): void => onChange({ ...value, ...change });
  const flag = (name: keyof CommonForm['flags'], label: string) => (
    <Checkbox value={value.flags[name]} onChange={(on) => set({ flags: { ...value.flags, [name]: on } })}>
      {label}
    </Checkbox>
  );
  return (
    <Stack gap="tight">
      <h3>{words.title}</h3>
      <Columns>
        <Select
          label={words.source}
          value={value.source}
          onChange={(source) => set({ source })}
          choices={choicesOf(t.words.source)}
          findings={at(findings, 'common.source')}
        />
        <DateField
          label={words.lastChecked}
          value={value.last_checked}
          onChange={(last_checked) => set({ last_checked })}
          parse={readDay}
          help={words.lastCheckedHelp}
          findings={at(findings, 'common.last_checked')}
        />
        <Field
          label={words.note}
          value={value.note}
          onChange={(note) => set({ note })}
          findings={at(findings, 'common.note')}
        />
      </Columns>
      {flags !== 'none' && (
        <fieldset>
          <legend>
            <strong>{words.flags}</strong>
          </legend>
          <p>{words.flagsHelp}</p>
          <Row>
            {flags === 'all' && flag('uninformed', words.uninformed)}
            {flags === 'all' && flag('undelivered', words.undelivered)}
            {flag('long_term', words.longTerm)}
          </Row>
          <Findings findings={findings.filter(({ path }) => path.startsWith('common.flags'))} />
        </fieldset>
      )}
    </Stack>
  );
}
