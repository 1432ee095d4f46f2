import { useRef } from 'react';
import type { DateReading, DoctorShown } from '../../api/bindings';
import { readDay } from '../../api/dates';
import { Checkbox } from '../../design/Checkbox';
import { DateField } from '../../design/DateField';
import { Field } from '../../design/Field';
import { Findings } from '../../design/Findings';
import { Columns, Panel, Row } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { Select } from '../../design/Select';
import { choicesOf, t } from '../../i18n/ja';
import { PLACE, saidAt } from './fields';
import type { Draft } from './useDraft';

const words = t.letters.editor;

interface Props {
  draft: Draft;
  touched: Parameters<typeof saidAt>[2];
  doctors: readonly DoctorShown[];
}

/**
 * The letter's date. A new letter comes with today's date as people write it: reading it is no change, so that
 * looking at a letter does not save it.
 */
function LetterDate({ draft, touched }: Pick<Props, 'draft' | 'touched'>) {
  const came = useRef(draft.form.date);
  const read = useRef<string | null>(null);
  const parse = async (text: string): Promise<DateReading> => {
    const reading = await readDay(text);
    if (text === came.current) read.current = reading.date?.iso ?? null;
    return reading;
  };
  return (
    <DateField
      label={words.date}
      value={draft.form.date}
      onChange={(date) => {
        if (draft.form.date === came.current && date === read.current) return;
        draft.set({ date });
      }}
      parse={parse}
      help={t.date.shortHelp}
      findings={saidAt(draft.findings, 'date', touched)}
    />
  );
}

/** What kind of letter it is, of which day, by whom, and on whose account. */
export function HeadFields({ draft, touched, doctors }: Props) {
  const { form, set, findings } = draft;
  const chosen = doctors.some(({ id }) => id === form.doctor_id) ? (form.doctor_id ?? '') : '';
  return (
    <Panel title={words.head}>
      <Columns>
        <RadioGroup
          label={words.kind}
          value={form.kind}
          onChange={(kind) => set({ kind })}
          choices={choicesOf(t.words.letterKind)}
        />
        <RadioGroup
          label={words.subtype}
          value={form.subtype}
          onChange={(subtype) => set({ subtype })}
          choices={choicesOf(t.words.letterSubtype)}
        />
        <div {...{ [PLACE]: 'date' }}>
          <LetterDate draft={draft} touched={touched} />
        </div>
        <div {...{ [PLACE]: 'doctor_id' }}>
          <Select
            label={words.doctor}
            value={chosen}
            onChange={(id) => set({ doctor_id: id === '' ? null : id })}
            choices={[
              { value: '', label: words.noDoctor },
              ...doctors.map(({ id, form: doctor }) => ({
                value: id,
                label: doctor.department === '' ? doctor.name : `${doctor.name}（${doctor.department}）`,
              })),
            ]}
            findings={saidAt(findings, 'doctor_id', touched)}
            required
          />
        </div>
        <div {...{ [PLACE]: 'payment' }}>
          <Select
            label={words.payment}
            value={form.payment}
            onChange={(payment) => set({ payment })}
            choices={choicesOf(t.words.payment)}
            findings={saidAt(findings, 'payment', touched)}
          />
        </div>
      </Columns>
      {form.kind === 'reply' && (
        <fieldset>
          <legend>{words.answered}</legend>
          <Columns>
            <div {...{ [PLACE]: 'answered.date' }}>
              <DateField
                label={words.answeredDate}
                value={form.answered.date}
                onChange={(date) => set({ answered: { ...form.answered, date } })}
                parse={readDay}
                help={t.date.shortHelp}
                findings={saidAt(findings, 'answered.date', touched)}
              />
            </div>
            <Field
              label={words.answeredNumber}
              value={form.answered.number}
              onChange={(number) => set({ answered: { ...form.answered, number } })}
              findings={saidAt(findings, 'answered.number', touched)}
            />
          </Columns>
        </fieldset>
      )}
      <fieldset {...{ [PLACE]: 'consent' }}>
        <legend>{words.consent}</legend>
        <Checkbox
          value={form.consent.given}
          onChange={(given) => set({ consent: { ...form.consent, given } })}
        >
          {words.consentGiven}
        </Checkbox>
        <Findings findings={saidAt(findings, 'consent.given', touched)} />
        {form.consent.given && (
          <Columns>
            <RadioGroup
              label={words.consentWay}
              value={form.consent.way}
              onChange={(way) => set({ consent: { ...form.consent, way } })}
              choices={choicesOf(t.words.consentWay)}
            />
            <DateField
              label={words.consentOn}
              help={words.consentOnHelp}
              value={form.consent.on}
              onChange={(on) => set({ consent: { ...form.consent, on } })}
              parse={readDay}
              findings={saidAt(findings, 'consent.on', touched)}
            />
          </Columns>
        )}
      </fieldset>
      <fieldset>
        <legend>{words.style}</legend>
        <Row>
          <Checkbox value={form.large_print} onChange={(large_print) => set({ large_print })}>
            {words.largePrint}
          </Checkbox>
          <Checkbox value={form.gothic} onChange={(gothic) => set({ gothic })}>
            {words.gothic}
          </Checkbox>
          <Checkbox value={form.civil_years} onChange={(civil_years) => set({ civil_years })}>
            {words.civilYears}
          </Checkbox>
        </Row>
        <Select
          label={t.letters.fields.data_in_pdf}
          value={form.data_in_pdf}
          onChange={(data_in_pdf) => set({ data_in_pdf })}
          choices={choicesOf(t.words.dataInPdf)}
          help={words.dataInPdfHelp}
          findings={saidAt(findings, 'data_in_pdf', touched)}
        />
      </fieldset>
    </Panel>
  );
}
