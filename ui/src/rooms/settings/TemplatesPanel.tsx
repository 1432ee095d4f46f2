import type { TemplateShown } from '../../api/bindings';
import { useRead, useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Field } from '../../design/Field';
import { at } from '../../design/Findings';
import { Panel } from '../../design/layout';
import { Select } from '../../design/Select';
import { Table } from '../../design/Table';
import { TextArea } from '../../design/TextArea';
import { useToast } from '../../design/Toast';
import { useForm } from '../../design/useLive';
import { t } from '../../i18n/ja';
import { SaveDialog } from './SaveDialog';
import css from './Settings.module.css';
import { useEditing } from './useEditing';

const words = t.settings.templates;

/** The fields that take templates, and "any" of the letter. */
const FIELDS = [
  { value: '', label: words.anyField },
  ...(['purpose', 'course', 'treatment', 'remarks', 'diagnosis', 'past_history', 'medication'] as const).map(
    (field) => ({ value: field, label: t.letters.fields[field] }),
  ),
  { value: 'advice', label: `${t.plans.fields.advice}（${t.words.documentKind.care_plan_summary}）` },
];

const fieldName = (field: string): string => FIELDS.find(({ value }) => value === field)?.label ?? field;

/** Ready-made sentences for the letter. */
export function TemplatesPanel() {
  const templates = useRead('template_list', {});
  const list = useEditing(async () => (await templates.refetch()).data);
  const remove = useWrite('template_remove');
  const save = useWrite('template_save');
  const tell = useToast();
  const removeOne = (row: TemplateShown): void =>
    remove.mutate(
      { id: row.id },
      {
        onSuccess: () =>
          tell(words.removed(row.title), () => {
            const { title, field, text } = row;
            save.mutate(
              { id: null, version: 0, title, field, text },
              { onSuccess: () => tell(words.restored) },
            );
          }),
      },
    );
  const error = templates.error ?? remove.error ?? save.error;
  return (
    <Panel
      title={words.title}
      actions={
        <Button look="main" call="template_save" onPress={() => list.begin(null)}>
          {words.add}
        </Button>
      }
    >
      <p>{words.intro}</p>
      {error !== null && <ErrorBanner error={error} />}
      {templates.data === undefined && templates.error === null && <Waiting />}
      {templates.data?.length === 0 && <EmptyState title={words.none} />}
      {templates.data !== undefined && templates.data.length > 0 && (
        <Table
          caption={words.title}
          rows={templates.data}
          rowKey={(row) => row.id}
          onOpen={list.begin}
          columns={[
            { head: words.name, cell: (row) => row.title },
            { head: words.field, cell: (row) => fieldName(row.field), nowrap: true },
            { head: words.text, cell: (row) => <span className={css.said}>{row.text}</span> },
            {
              head: t.settings.actionColumn,
              cell: (row) => (
                <Button
                  label={words.removeOne(row.title)}
                  call="template_remove"
                  hide
                  onPress={() => removeOne(row)}
                  disabled={remove.isPending}
                >
                  {words.remove}
                </Button>
              ),
            },
          ]}
        />
      )}
      {list.editing !== null && (
        <TemplateDialog
          key={list.editing.key}
          template={list.editing.row}
          onClose={list.close}
          onReload={() => void list.reload()}
        />
      )}
    </Panel>
  );
}

interface Props {
  template: TemplateShown | null;
  onClose: () => void;
  onReload: () => void;
}

function TemplateDialog({ template, onClose, onReload }: Props) {
  const { form, set } = useForm({
    title: template?.title ?? '',
    field: template?.field ?? '',
    text: template?.text ?? '',
  });
  const save = useWrite('template_save');
  const tell = useToast();
  const submit = (): void =>
    save.mutate(
      { id: template?.id ?? null, version: template?.version ?? 0, ...form },
      {
        onSuccess: () => {
          tell(t.settings.saved);
          onClose();
        },
      },
    );
  const findings = save.error?.findings ?? [];
  return (
    <SaveDialog
      title={template === null ? words.add : words.change}
      error={save.error}
      call="template_save"
      pending={save.isPending}
      onSave={submit}
      onClose={onClose}
      onReload={onReload}
    >
      <Field
        label={words.name}
        value={form.title}
        onChange={(title) => set('title', title)}
        findings={at(findings, 'title')}
        required
        autoFocus
      />
      <Select
        label={words.field}
        value={form.field}
        onChange={(field) => set('field', field)}
        choices={FIELDS}
        findings={at(findings, 'field')}
      />
      <TextArea
        label={words.text}
        value={form.text}
        onChange={(text) => set('text', text)}
        findings={at(findings, 'text')}
        lines={5}
        required
      />
      <fieldset>
        <legend>{words.help}</legend>
        <p>{words.helpBody}</p>
        <ul className={css.marks}>
          {Object.entries(words.marks).map(([mark, meaning]) => (
            <li key={mark}>
              <Button label={words.insert(mark)} onPress={() => set('text', `${form.text}${mark}`)}>
                {mark}
              </Button>
              <span>{meaning}</span>
            </li>
          ))}
        </ul>
      </fieldset>
    </SaveDialog>
  );
}
