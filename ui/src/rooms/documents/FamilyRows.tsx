import type { FamilyForm, FamilyRelation, FindingShown } from '../../api/bindings';
import { Button } from '../../design/Button';
import { Field } from '../../design/Field';
import { Actions, Row } from '../../design/layout';
import { Select } from '../../design/Select';
import { useToast } from '../../design/Toast';
import { choicesOf, t } from '../../i18n/ja';
import css from './Documents.module.css';
import { PLACE } from './fields';

const words = t.letters.family;

const EMPTY: FamilyForm = { relation: null, text: '', code: '', age: '' };

interface Props {
  rows: readonly FamilyForm[];
  onChange: (rows: FamilyForm[]) => void;
  findings: readonly FindingShown[];
}

/** 家族歴, one illness of one member in each row. */
export function FamilyRows({ rows, onChange, findings }: Props) {
  const tell = useToast();
  const change = (place: number, part: Partial<FamilyForm>): void =>
    onChange(rows.map((row, index) => (index === place ? { ...row, ...part } : row)));
  const remove = (place: number): void => {
    const before = [...rows];
    onChange(rows.filter((_, index) => index !== place));
    tell(words.removed, () => onChange(before));
  };
  return (
    <>
      {rows.map((row, index) => {
        const at = (field: keyof FamilyForm): string => `family[${index}].${field}`;
        const said = (field: keyof FamilyForm) => findings.filter(({ path }) => path === at(field));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place only
          <fieldset key={index} className={css.member}>
            <legend className="visually-hidden">{words.row(index + 1)}</legend>
            <Row align="end">
              <Select<FamilyRelation | ''>
                label={words.relation}
                value={row.relation ?? ''}
                onChange={(relation) => change(index, { relation: relation === '' ? null : relation })}
                choices={[{ value: '', label: words.noRelation }, ...choicesOf(t.words.familyRelation)]}
                size="short"
              />
              <div {...{ [PLACE]: at('text') }}>
                <Field
                  label={words.text}
                  value={row.text}
                  onChange={(text) => change(index, { text })}
                  findings={said('text')}
                  size="medium"
                />
              </div>
              <div {...{ [PLACE]: at('age') }}>
                <Field
                  label={words.age}
                  value={row.age}
                  onChange={(age) => change(index, { age })}
                  findings={said('age')}
                  kind="number"
                  size="short"
                />
              </div>
              <div {...{ [PLACE]: at('code') }}>
                <Field
                  label={words.code}
                  value={row.code}
                  onChange={(code) => change(index, { code })}
                  findings={said('code')}
                  kind="code"
                  size="short"
                />
              </div>
              <Button
                look="plain"
                label={words.removeThis(row.text === '' ? words.row(index + 1) : row.text)}
                onPress={() => remove(index)}
              >
                {words.remove}
              </Button>
            </Row>
          </fieldset>
        );
      })}
      <Actions>
        <Button onPress={() => onChange([...rows, EMPTY])}>{words.add}</Button>
      </Actions>
    </>
  );
}
