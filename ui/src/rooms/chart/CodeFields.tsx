import type { CodeForm, CodeSystem, FindingShown } from '../../api/bindings';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { at, under } from '../../design/Findings';
import { Actions, Columns } from '../../design/layout';
import { Select } from '../../design/Select';
import { t } from '../../i18n/ja';
import css from './Chart.module.css';

const words = t.chart.codes;

interface Props {
  value: readonly CodeForm[];
  onChange: (value: CodeForm[]) => void;
  /** The systems that fit this kind of row, the usual one first. */
  systems: readonly [CodeSystem, ...CodeSystem[]];
  findings: readonly FindingShown[];
}

/** Codes of a row, out of the way: never needed, kept when known. */
export function CodeFields({ value, onChange, systems, findings }: Props) {
  const mine = under(findings, 'codes');
  const set = (index: number, change: Partial<CodeForm>): void =>
    onChange(value.map((code, place) => (place === index ? { ...code, ...change } : code)));
  return (
    <details className={css.codes} open={mine.length > 0 || undefined}>
      <summary>
        {words.title}
        {value.length > 0 && `: ${value.map(({ code, display }) => `${display} ${code}`.trim()).join('、')}`}
      </summary>
      {value.map((code, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a code has no name but its place
        <Columns key={index}>
          <Select
            label={words.system}
            value={code.system}
            onChange={(system) => set(index, { system })}
            choices={[...new Set([...systems, code.system])].map((system) => ({
              value: system,
              label: t.words.codeSystem[system],
            }))}
            findings={at(mine, `codes[${index}].system`)}
          />
          <Field
            label={words.code}
            kind="code"
            value={code.code}
            onChange={(text) => set(index, { code: text })}
            findings={at(mine, `codes[${index}].code`).concat(at(mine, `codes[${index}]`))}
          />
          <Field
            label={words.display}
            value={code.display}
            onChange={(display) => set(index, { display })}
            findings={at(mine, `codes[${index}].display`)}
          />
          <Button
            label={words.remove(index + 1)}
            onPress={() => onChange(value.filter((_, place) => place !== index))}
          >
            {t.remove}
          </Button>
        </Columns>
      ))}
      <Actions>
        <Button onPress={() => onChange([...value, { system: systems[0], code: '', display: '' }])}>
          {words.add}
        </Button>
      </Actions>
    </details>
  );
}
