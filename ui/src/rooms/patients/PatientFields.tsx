import type { FindingShown, InsuranceForm, PatientForm, PublicPayerForm } from '../../api/bindings';
import { readDay } from '../../api/dates';
import { Button } from '../../design/Button';
import { DateField } from '../../design/DateField';
import { Field, type FieldKind } from '../../design/Field';
import { Findings } from '../../design/Findings';
import { Actions, Columns, Panel, Stack } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { type FormState, shownAt } from '../../design/useLive';
import { choicesOf, t } from '../../i18n/ja';

const words = t.patients;

/** What is known of a 枝番: a number, none printed, or nobody has looked yet. */
type BranchState = 'number' | 'none' | 'unchecked';

/** Reads the three states out of the form's two fields. */
export function branchState(form: InsuranceForm, asked: boolean): BranchState {
  if (form.no_branch) return 'none';
  return form.branch !== '' || asked ? 'number' : 'unchecked';
}

interface Props {
  state: FormState<PatientForm>;
  findings: readonly FindingShown[];
  /** Whether 枝番あり was chosen before a number was typed. */
  branchAsked: boolean;
  onBranchAsked: (asked: boolean) => void;
}

/** The fields of a patient. */
export function PatientFields({ state, findings, branchAsked, onBranchAsked }: Props) {
  const { form, set } = state;
  const at = (field: keyof PatientForm) => shownAt(state, findings, field);
  const part = (field: 'insurance' | 'public_payers', path: string) =>
    at(field).filter((finding) => finding.path === path);
  const line = (
    field: 'chart_number' | 'name' | 'kana' | 'postal_code' | 'address' | 'phone' | 'occupation',
    label: string,
    options: { kind?: FieldKind; required?: boolean; help?: string; autoFocus?: boolean } = {},
  ) => (
    <Field
      label={label}
      value={form[field]}
      onChange={(value) => set(field, value)}
      findings={at(field)}
      {...options}
    />
  );
  const insurance = (field: 'insurer_number' | 'symbol' | 'number' | 'branch', label: string) => (
    <Field
      label={label}
      kind="code"
      value={form.insurance[field]}
      onChange={(value) => set('insurance', { ...form.insurance, [field]: value })}
      findings={part('insurance', `insurance.${field}`)}
    />
  );
  const setBranch = (choice: BranchState): void => {
    onBranchAsked(choice === 'number');
    set('insurance', {
      ...form.insurance,
      no_branch: choice === 'none',
      branch: choice === 'number' ? form.insurance.branch : '',
    });
  };
  const setPayer = (index: number, change: Partial<PublicPayerForm>): void => {
    set(
      'public_payers',
      form.public_payers.map((payer, at) => (at === index ? { ...payer, ...change } : payer)),
    );
  };
  const branch = branchState(form.insurance, branchAsked);
  return (
    <>
      <Panel title={words.basics}>
        <Columns>
          {line('chart_number', words.fields.chartNumber, {
            kind: 'code',
            required: true,
            help: words.fields.chartNumberHelp,
            autoFocus: form.chart_number === '',
          })}
          {line('name', words.fields.name, { required: true, help: words.fields.nameHelp })}
          {line('kana', words.fields.kana, { kind: 'kana', required: true })}
          <DateField
            label={words.fields.birthDate}
            value={form.birth_date}
            onChange={(value) => set('birth_date', value)}
            parse={readDay}
            findings={at('birth_date')}
            required
          />
          <RadioGroup
            label={words.fields.sex}
            value={form.sex}
            onChange={(value) => set('sex', value)}
            choices={choicesOf(t.words.sex)}
            findings={at('sex')}
            required
          />
          {line('phone', words.fields.phone, { kind: 'telephone' })}
          {line('postal_code', words.fields.postalCode, { kind: 'code' })}
          {line('address', words.fields.address)}
          {line('occupation', words.fields.occupation)}
        </Columns>
      </Panel>
      <Panel title={words.insurance}>
        <Columns>
          {insurance('insurer_number', words.fields.insurerNumber)}
          {insurance('symbol', words.fields.symbol)}
          {insurance('number', words.fields.number)}
        </Columns>
        <RadioGroup
          label={words.fields.branchState}
          value={branch}
          onChange={setBranch}
          choices={choicesOf(words.branch)}
        />
        {branch === 'number' && insurance('branch', words.fields.branchNumber)}
        <Findings findings={part('insurance', 'insurance')} />
        {branch !== 'number' && <Findings findings={part('insurance', 'insurance.branch')} />}
      </Panel>
      <Panel
        title={words.payers}
        actions={
          <Button
            onPress={() =>
              set('public_payers', [...form.public_payers, { payer_number: '', recipient_number: '' }])
            }
          >
            {words.addPayer}
          </Button>
        }
      >
        {form.public_payers.length === 0 && <p>{words.noPayer}</p>}
        {form.public_payers.map((payer, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a 公費 has no name but its place on the card
          <Stack key={index} gap="tight">
            <h3>{words.payer(index + 1)}</h3>
            <Columns>
              <Field
                label={words.fields.payerNumber}
                kind="code"
                value={payer.payer_number}
                onChange={(payer_number) => setPayer(index, { payer_number })}
                findings={part('public_payers', `public_payers[${index}].payer_number`)}
              />
              <Field
                label={words.fields.recipientNumber}
                kind="code"
                value={payer.recipient_number}
                onChange={(recipient_number) => setPayer(index, { recipient_number })}
                findings={part('public_payers', `public_payers[${index}].recipient_number`)}
              />
            </Columns>
            <Actions>
              <Button
                label={words.removePayer(index + 1)}
                onPress={() =>
                  set(
                    'public_payers',
                    form.public_payers.filter((_, at) => at !== index),
                  )
                }
              >
                {t.remove}
              </Button>
            </Actions>
          </Stack>
        ))}
      </Panel>
    </>
  );
}
