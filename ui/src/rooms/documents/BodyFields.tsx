import { Fragment, useState } from 'react';
import type { AbsenceShown, Chart, ChosenRows, RowShown } from '../../api/bindings';
import { call } from '../../api/call';
import { Banner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Findings } from '../../design/Findings';
import { Actions, Panel } from '../../design/layout';
import { TextArea } from '../../design/TextArea';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { Chips } from './Chips';
import { FamilyRows } from './FamilyRows';
import { PLACE, type ProseName, saidAt } from './fields';
import { MoreFields } from './MoreFields';
import { RowChooser } from './RowChooser';
import { TemplateDialog } from './TemplateDialog';
import type { Draft } from './useDraft';

const words = t.letters;

/** One part of the letter, in the order of 別紙様式11: its box of prose, and the rows that may stand in it. */
interface Section {
  field: ProseName;
  rows?: readonly (keyof ChosenRows)[];
  required?: boolean;
  lines?: number;
}

const SECTIONS: readonly Section[] = [
  { field: 'diagnosis', rows: ['conditions'], lines: 2 },
  { field: 'purpose', required: true },
  { field: 'past_history', rows: ['past_conditions'], lines: 2 },
  { field: 'family_history', lines: 2 },
  { field: 'allergy', rows: ['allergies'], lines: 2 },
  { field: 'infection', rows: ['infections'], lines: 2 },
  { field: 'course', rows: ['present_conditions', 'lab_results'], required: true, lines: 6 },
  { field: 'treatment' },
  { field: 'medication', rows: ['prescriptions'], lines: 2 },
  { field: 'remarks' },
];

/** The rows of the chart that may stand in a part of the letter. What is over stays where it was chosen. */
function rowsFor(chart: Chart, part: keyof ChosenRows, chosen: readonly string[]): RowShown[] {
  const kept = new Set(chosen);
  const current = (row: RowShown): boolean => !row.ended || kept.has(row.id);
  switch (part) {
    case 'conditions':
      return chart.conditions.map(({ row }) => row).filter(current);
    case 'present_conditions':
      return chart.conditions.map(({ row }) => row).filter(current);
    case 'past_conditions':
      return chart.conditions.map(({ row }) => row).filter((row) => row.ended || kept.has(row.id));
    case 'allergies':
      return chart.allergies.map(({ row }) => row).filter(current);
    case 'infections':
      return chart.infections.map(({ row }) => row);
    case 'lab_results':
      return chart.lab_results.map(({ row }) => row);
    case 'prescriptions':
      return chart.prescriptions.map(({ row }) => row).filter(current);
  }
}

/** All that may be chosen of a chart, as a choice of one's own to begin with. */
function everything(chart: Chart): ChosenRows {
  const ids = (part: keyof ChosenRows): string[] => rowsFor(chart, part, []).map(({ id }) => id);
  return {
    conditions: ids('conditions'),
    past_conditions: ids('past_conditions'),
    present_conditions: [],
    allergies: ids('allergies'),
    infections: ids('infections'),
    lab_results: ids('lab_results'),
    prescriptions: ids('prescriptions'),
  };
}

function AbsenceLine({ name, shown, rows }: { name: string; shown: AbsenceShown | null; rows: boolean }) {
  if (rows) return null;
  return (
    <p>
      {shown === null || shown.state === 'unchecked'
        ? words.rows.absenceUnchecked(name)
        : words.rows.absenceIs(name, t.words.absence[shown.state], shown.on.wareki)}
    </p>
  );
}

/** Whether アレルギー and 薬剤禁忌 were asked about, where no row says so. */
function Absences({ chart }: { chart: Chart }) {
  const has = (kind: RowShown['kind']): boolean =>
    chart.allergies.some(({ row }) => row.kind === kind && !row.ended);
  return (
    <>
      <AbsenceLine name={words.rows.absence.allergy} shown={chart.no_allergy} rows={has('allergy')} />
      <AbsenceLine
        name={words.rows.absence.contraindication}
        shown={chart.no_contraindication}
        rows={has('contraindication')}
      />
    </>
  );
}

interface Props {
  draft: Draft;
  touched: Parameters<typeof saidAt>[2];
  chart: Chart;
}

/** One part: how far it has come, its rows, its box of prose. */
function Part({
  section: { field, rows = [], required, lines },
  draft: { form, set, findings, progress, keeper },
  touched,
  chart,
  onFill,
}: Props & { section: Section; onFill: (field: ProseName) => void }) {
  const title = words.fields[field];
  const chips = progress.filter((part) => part.field === field);
  return (
    <Panel
      title={title}
      actions={
        <Button look="plain" label={words.templates.openFor(title)} onPress={() => onFill(field)}>
          {words.templates.open}
        </Button>
      }
    >
      {chips.length > 0 && <Chips parts={chips} />}
      {field === 'allergy' && <Absences chart={chart} />}
      {rows.map((part) => {
        const chosen = form.rows?.[part] ?? [];
        return (
          <Fragment key={part}>
            {form.rows !== null && (
              <RowChooser
                label={words.rows[part]}
                rows={rowsFor(chart, part, chosen)}
                chosen={chosen}
                onChange={(ids) => {
                  const before = keeper.snapshot().form.rows ?? everything(chart);
                  set({ rows: { ...before, [part]: ids } });
                }}
              />
            )}
            <Findings findings={saidAt(findings, `rows.${part}`, touched)} />
          </Fragment>
        );
      })}
      {field === 'family_history' && (
        <FamilyRows
          rows={form.family}
          onChange={(family) => set({ family })}
          findings={saidAt(findings, 'family', touched)}
        />
      )}
      <div {...{ [PLACE]: field }}>
        <TextArea
          label={field in words.beside ? words.beside[field as keyof typeof words.beside] : title}
          value={form[field]}
          onChange={(text) => set({ [field]: text })}
          findings={saidAt(findings, field, touched)}
          required={required}
          lines={lines}
        />
      </div>
    </Panel>
  );
}

/** The parts of the letter from 傷病名 to 備考. */
export function BodyFields({ draft, touched, chart }: Props) {
  const { form, set } = draft;
  const [filling, setFilling] = useState<ProseName | null>(null);
  const tell = useToast();
  const insert = (field: ProseName, text: string, title: string): void => {
    const before = draft.keeper.snapshot().form[field];
    set({ [field]: before.trim() === '' ? text : `${before.replace(/\n+$/, '')}\n${text}` });
    setFilling(null);
    tell(words.templates.inserted(title), () => set({ [field]: before }));
  };
  return (
    <>
      {form.rows === null && (
        <Banner
          kind="info"
          title={words.rows.automatic}
          actions={<Button onPress={() => set({ rows: everything(chart) })}>{words.rows.choose}</Button>}
        >
          <p>{words.rows.automaticBody}</p>
        </Banner>
      )}
      {SECTIONS.map((section) => (
        <Part
          key={section.field}
          section={section}
          draft={draft}
          touched={touched}
          chart={chart}
          onFill={setFilling}
        />
      ))}
      <MoreFields draft={draft} touched={touched} />
      <Actions>
        <Button shortcut="conditions" onPress={() => go('chart', chart.patient.id)}>
          {words.rows.toChart}
        </Button>
      </Actions>
      {filling !== null && (
        <TemplateDialog
          name={words.fields[filling]}
          fits={({ field }) => field === '' || field === filling}
          fill={({ id }) => call('template_fill', { template_id: id, letter_id: draft.keeper.id, form })}
          onClose={() => setFilling(null)}
          onFilled={(text, title) => insert(filling, text, title)}
        />
      )}
    </>
  );
}
