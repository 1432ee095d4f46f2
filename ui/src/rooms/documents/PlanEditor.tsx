import { useRef, useState } from 'react';
import type { CarePlanForm, DateReading, FindingShown, PlanOpen } from '../../api/bindings';
import { call } from '../../api/call';
import { readDay } from '../../api/dates';
import { useWrite } from '../../api/query';
import { Banner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { DateField } from '../../design/DateField';
import { Field } from '../../design/Field';
import { Findings } from '../../design/Findings';
import { Actions, Columns, Panel, Row } from '../../design/layout';
import { Select } from '../../design/Select';
import { TextArea } from '../../design/TextArea';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { choicesOf, t } from '../../i18n/ja';
import { Chips } from './Chips';
import { DraftEditor, type FieldMap } from './DraftEditor';
import { PLACE, saidAt } from './fields';
import { RowChooser } from './RowChooser';
import { TemplateDialog } from './TemplateDialog';
import { type Draft, useDraftOf } from './useDraft';

const words = t.plans;

/** The field of the form that a finding's path leads to. */
function fieldOf(path: string): string | null {
  const [first = ''] = path.split(/[.[]/);
  return first in words.fields ? first : null;
}

/** Fields whose content is text that the person writes. */
const WRITTEN: ReadonlySet<keyof CarePlanForm> = new Set(['date', 'diagnosis', 'advice', 'next_visit']);

const MAP: FieldMap<CarePlanForm> = {
  names: words.fields,
  fieldOf,
  written: (_, field) => WRITTEN.has(field),
  readable: (form, field) => {
    if (WRITTEN.has(field)) return String(form[field]);
    return field === 'conditions' ? t.letters.stale.otherRows : t.letters.stale.otherSetting;
  },
};

interface Props {
  draft: Draft<CarePlanForm>;
  opened: PlanOpen;
  touched: ReadonlySet<string> | 'all';
}

/** What the rules say of a field. */
function said({ draft, touched }: Props, field: string): FindingShown[] {
  return saidAt(draft.findings, field, touched, fieldOf);
}

/** 指導日, the doctor, and on whose account. */
function Head(props: Props) {
  const { draft, opened } = props;
  const { form, set } = draft;
  const came = useRef(form.date);
  const read = useRef<string | null>(null);
  // A new document comes with today's date as people write it: reading it is no change.
  const parse = async (text: string): Promise<DateReading> => {
    const reading = await readDay(text);
    if (text === came.current) read.current = reading.date?.iso ?? null;
    return reading;
  };
  const known = opened.doctors.some(({ id }) => id === form.doctor_id);
  return (
    <Panel title={words.head}>
      <Columns>
        <div {...{ [PLACE]: 'date' }}>
          <DateField
            label={words.fields.date}
            value={form.date}
            onChange={(date) => {
              if (form.date === came.current && date === read.current) return;
              set({ date });
            }}
            parse={parse}
            help={t.date.shortHelp}
            findings={said(props, 'date')}
          />
        </div>
        <div {...{ [PLACE]: 'doctor_id' }}>
          <Select
            label={words.fields.doctor_id}
            value={known ? (form.doctor_id ?? '') : ''}
            onChange={(id) => set({ doctor_id: id === '' ? null : id })}
            choices={[
              { value: '', label: t.letters.editor.noDoctor },
              ...opened.doctors.map(({ id, form: doctor }) => ({
                value: id,
                label: doctor.department === '' ? doctor.name : `${doctor.name}（${doctor.department}）`,
              })),
            ]}
            findings={said(props, 'doctor_id')}
            required
          />
        </div>
        <div {...{ [PLACE]: 'payment' }}>
          <Select
            label={words.fields.payment}
            value={form.payment}
            onChange={(payment) => set({ payment })}
            choices={choicesOf(t.words.payment)}
            findings={said(props, 'payment')}
          />
        </div>
      </Columns>
    </Panel>
  );
}

/** The diseases that the plan is for. */
function Conditions(props: Props) {
  const { draft, opened } = props;
  const { form, set } = draft;
  const chosen = form.conditions ?? [];
  const kept = new Set(chosen);
  const rows = opened.chart.conditions
    .map(({ row }) => row)
    .filter(({ ended, id }) => !ended || kept.has(id));
  const choose = (): void => set({ conditions: rows.map(({ id }) => id) });
  return (
    <Panel title={words.conditions}>
      <Chips parts={draft.progress} />
      <p>{words.conditionsHelp}</p>
      <div {...{ [PLACE]: 'conditions' }}>
        {form.conditions === null ? (
          <Banner
            kind="info"
            title={words.automatic}
            actions={<Button onPress={choose}>{words.choose}</Button>}
          />
        ) : (
          <RowChooser
            label={words.chosen}
            rows={rows}
            chosen={chosen}
            onChange={(conditions) => set({ conditions })}
          />
        )}
        <Findings findings={said(props, 'conditions')} />
      </div>
      <div {...{ [PLACE]: 'diagnosis' }}>
        <TextArea
          label={words.fields.diagnosis}
          value={form.diagnosis}
          onChange={(diagnosis) => set({ diagnosis })}
          findings={said(props, 'diagnosis')}
          lines={2}
        />
      </div>
    </Panel>
  );
}

/** What the patient takes home: the advice, and when to come again. */
function Advice(props: Props) {
  const { draft } = props;
  const { form, set, keeper } = draft;
  const [filling, setFilling] = useState(false);
  const tell = useToast();
  const insert = (text: string, title: string): void => {
    const before = keeper.snapshot().form.advice;
    set({ advice: before.trim() === '' ? text : `${before.replace(/\n+$/, '')}\n${text}` });
    setFilling(false);
    tell(t.letters.templates.inserted(title), () => set({ advice: before }));
  };
  return (
    <Panel
      title={words.fields.advice}
      actions={
        <Button
          look="plain"
          label={t.letters.templates.openFor(words.fields.advice)}
          onPress={() => setFilling(true)}
        >
          {t.letters.templates.open}
        </Button>
      }
    >
      <p>{words.adviceHelp}</p>
      <div {...{ [PLACE]: 'advice' }}>
        <TextArea
          label={words.fields.advice}
          value={form.advice}
          onChange={(advice) => set({ advice })}
          findings={said(props, 'advice')}
          required
          lines={10}
        />
      </div>
      <div {...{ [PLACE]: 'next_visit' }}>
        <Field
          label={words.fields.next_visit}
          value={form.next_visit}
          onChange={(next_visit) => set({ next_visit })}
          help={words.nextVisitHelp}
          findings={said(props, 'next_visit')}
        />
      </div>
      {filling && (
        <TemplateDialog
          name={words.fields.advice}
          fits={({ field }) => field === 'advice'}
          fill={({ id }) => call('plan_template_fill', { template_id: id, plan_id: keeper.id, form })}
          onClose={() => setFilling(false)}
          onFilled={insert}
        />
      )}
    </Panel>
  );
}

/** How the paper is set. */
function Style({ draft: { form, set } }: Props) {
  return (
    <Panel title={words.style}>
      <Row>
        <Checkbox value={form.signature} onChange={(signature) => set({ signature })}>
          {words.signature}
        </Checkbox>
        <Checkbox value={form.large_print} onChange={(large_print) => set({ large_print })}>
          {words.largePrint}
        </Checkbox>
        <Checkbox value={form.mincho} onChange={(mincho) => set({ mincho })}>
          {words.mincho}
        </Checkbox>
        <Checkbox value={form.civil_years} onChange={(civil_years) => set({ civil_years })}>
          {words.civilYears}
        </Checkbox>
      </Row>
    </Panel>
  );
}

/** The draft of a 患者サマリー（療養計画書）. */
export function PlanEditor({ opened }: { opened: PlanOpen }) {
  const { row } = opened;
  const { mutateAsync } = useWrite('plan_save');
  const create = useWrite('plan_create');
  const kept = t.documents.care_plan_summary.keptOnLeave;
  const draft = useDraftOf(opened, kept, mutateAsync, 'plan_open');
  return (
    <DraftEditor
      opened={opened}
      draft={draft}
      map={MAP}
      title={words.title}
      label={words.form}
      goesTo={words.receiver}
      create={async (form) =>
        (await create.mutateAsync({ patient_id: row.patient.id, from: null, form })).row.id
      }
      save={(form, version) => call('plan_save', { id: row.id, version, form })}
      fields={(touched) => {
        const props = { draft, opened, touched };
        return (
          <>
            <Head {...props} />
            <Conditions {...props} />
            <Advice {...props} />
            <Style {...props} />
            <Actions>
              <Button shortcut="conditions" onPress={() => go('chart', row.patient.id)}>
                {t.letters.rows.toChart}
              </Button>
            </Actions>
          </>
        );
      }}
    />
  );
}
