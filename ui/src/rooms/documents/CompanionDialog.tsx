import { useState } from 'react';
import type {
  BookingForm,
  Companion,
  EnvelopeForm,
  FaxCoverForm,
  FindingShown,
  LabelsForm,
  LetterForm,
  PatientRow,
} from '../../api/bindings';
import { savePdf } from '../../api/pdf';
import { useWrite } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Dialog } from '../../design/Dialog';
import { Field } from '../../design/Field';
import { at, Findings } from '../../design/Findings';
import { Columns, Form } from '../../design/layout';
import { RadioGroup } from '../../design/RadioGroup';
import { TextArea } from '../../design/TextArea';
import { useToast } from '../../design/Toast';
import { choicesOf, t } from '../../i18n/ja';
import { PatientFacts } from './PatientFacts';

const words = t.letters.companion;

/** Papers that go with a letter, in the order of the buttons. */
export const COMPANIONS = ['fax_cover', 'envelope', 'labels', 'booking'] as const;
export type CompanionKind = (typeof COMPANIONS)[number];

/** What each paper asks before a person has said anything. */
function first(kind: CompanionKind, form: LetterForm): Companion {
  switch (kind) {
    case 'fax_cover':
      return { paper: kind, number: '', again: '', sheets: '', note: '' };
    case 'envelope':
      return { paper: kind, envelope: 'long_lying', confidential: true };
    case 'labels':
      return { paper: kind, sheet: 'twelve', first: '1', count: '1' };
    case 'booking':
      return {
        paper: kind,
        wishes: ['', '', ''],
        department: form.receiver.department,
        doctor: form.receiver.doctor,
        visited: 'unknown',
        visited_id: '',
        contact: '',
        note: '',
      };
  }
}

interface Props {
  kind: CompanionKind;
  letterId: string;
  form: LetterForm;
  patient: PatientRow;
  onClose: () => void;
}

/** Asks what a paper needs beside the letter's own facts, shows warnings once, and prints it. */
export function CompanionDialog({ kind, letterId, form, patient, onClose }: Props) {
  const [companion, setCompanion] = useState(() => first(kind, form));
  const [warned, setWarned] = useState<readonly FindingShown[]>([]);
  const write = useWrite('letter_companion');
  const tell = useToast();
  const change = (next: Companion): void => {
    setWarned([]);
    setCompanion(next);
  };
  const submit = (): void =>
    write.mutate(
      { id: letterId, companion, confirmed: warned.length > 0 },
      {
        onSuccess: ({ issued, findings }) => {
          if (issued === null) {
            setWarned(findings);
            return;
          }
          savePdf(issued);
          tell(words.done);
          onClose();
        },
      },
    );
  const error = write.error;
  const findings = error?.findings ?? [];
  return (
    <Dialog
      title={words.kinds[kind]}
      open
      keeps
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button look="main" onPress={submit} disabled={write.isPending}>
            {warned.length > 0 ? words.printAnyway : words.print}
          </Button>
        </>
      }
    >
      {error !== null && <ErrorBanner error={error} hideFindings={error.code === 'Rejected'} />}
      {warned.length > 0 && (
        <Banner kind="warning" title={words.warnings}>
          <Findings findings={warned} />
        </Banner>
      )}
      <PatientFacts patient={patient} />
      <Form label={words.kinds[kind]}>
        {companion.paper === 'fax_cover' && (
          <FaxCoverFields
            form={companion}
            known={form.receiver.fax}
            findings={findings}
            set={(part) => change({ ...companion, ...part })}
          />
        )}
        {companion.paper === 'envelope' && (
          <EnvelopeFields form={companion} set={(part) => change({ ...companion, ...part })} />
        )}
        {companion.paper === 'labels' && (
          <LabelFields
            form={companion}
            findings={findings}
            set={(part) => change({ ...companion, ...part })}
          />
        )}
        {companion.paper === 'booking' && (
          <BookingFields
            form={companion}
            findings={findings}
            set={(part) => change({ ...companion, ...part })}
          />
        )}
      </Form>
    </Dialog>
  );
}

interface FieldsProps<T> {
  form: T;
  findings: readonly FindingShown[];
  set: (part: Partial<T>) => void;
}

function FaxCoverFields({ form, findings, set, known }: FieldsProps<FaxCoverForm> & { known: string }) {
  return (
    <>
      <Columns>
        <Field
          label={words.number}
          help={known === '' ? words.numberHelp : words.numberKnown(known)}
          kind="telephone"
          value={form.number}
          onChange={(number) => set({ number })}
          findings={at(findings, 'number')}
          required
          autoFocus
        />
        <Field
          label={words.again}
          help={words.againHelp}
          kind="telephone"
          value={form.again}
          onChange={(again) => set({ again })}
          findings={at(findings, 'again')}
          required
        />
        <Field
          label={words.sheets}
          kind="number"
          size="short"
          value={form.sheets}
          onChange={(sheets) => set({ sheets })}
          findings={at(findings, 'sheets')}
          required
        />
      </Columns>
      <TextArea
        label={words.note}
        help={words.coverNoteHelp}
        value={form.note}
        onChange={(note) => set({ note })}
        findings={at(findings, 'note')}
      />
    </>
  );
}

function EnvelopeFields({ form, set }: Omit<FieldsProps<EnvelopeForm>, 'findings'>) {
  return (
    <>
      <RadioGroup
        label={words.envelope}
        help={words.envelopeHelp}
        value={form.envelope}
        onChange={(envelope) => set({ envelope })}
        choices={choicesOf(t.words.envelope)}
      />
      <Checkbox value={form.confidential} onChange={(confidential) => set({ confidential })}>
        {words.confidential}
      </Checkbox>
    </>
  );
}

function LabelFields({ form, findings, set }: FieldsProps<LabelsForm>) {
  return (
    <>
      <RadioGroup
        label={words.labelSheet}
        help={words.labelSheetHelp}
        value={form.sheet}
        onChange={(sheet) => set({ sheet })}
        choices={choicesOf(t.words.labelSheet)}
      />
      <Columns>
        <Field
          label={words.first}
          help={words.firstHelp}
          kind="number"
          size="short"
          value={form.first}
          onChange={(place) => set({ first: place })}
          findings={at(findings, 'first')}
          required
        />
        <Field
          label={words.count}
          kind="number"
          size="short"
          value={form.count}
          onChange={(count) => set({ count })}
          findings={at(findings, 'count')}
          required
        />
      </Columns>
    </>
  );
}

function BookingFields({ form, findings, set }: FieldsProps<BookingForm>) {
  return (
    <>
      <Columns>
        {([0, 1, 2] as const).map((index) => (
          <Field
            key={index}
            label={words.wish(index + 1)}
            help={index === 0 ? words.wishHelp : undefined}
            value={form.wishes[index]}
            onChange={(wish) => {
              const wishes: BookingForm['wishes'] = [...form.wishes];
              wishes[index] = wish;
              set({ wishes });
            }}
            findings={at(findings, `wishes[${index}]`)}
            required={index === 0}
            autoFocus={index === 0}
          />
        ))}
      </Columns>
      <Columns>
        <Field
          label={words.department}
          value={form.department}
          onChange={(department) => set({ department })}
          findings={at(findings, 'department')}
        />
        <Field
          label={words.doctor}
          value={form.doctor}
          onChange={(doctor) => set({ doctor })}
          findings={at(findings, 'doctor')}
        />
        <Field
          label={words.contact}
          value={form.contact}
          onChange={(contact) => set({ contact })}
          findings={at(findings, 'contact')}
        />
      </Columns>
      <RadioGroup
        label={words.visited}
        value={form.visited}
        onChange={(visited) => set({ visited })}
        choices={choicesOf(t.words.visited)}
      />
      {form.visited === 'yes' && (
        <Field
          label={words.visitedId}
          kind="code"
          size="medium"
          value={form.visited_id}
          onChange={(visited_id) => set({ visited_id })}
          findings={at(findings, 'visited_id')}
        />
      )}
      <TextArea
        label={words.note}
        value={form.note}
        onChange={(note) => set({ note })}
        findings={at(findings, 'note')}
      />
    </>
  );
}
