import { useState } from 'react';
import type { Core6Kind, EntryForm, RowShown } from '../../api/bindings';
import { call } from '../../api/call';
import { useWrite } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Findings } from '../../design/Findings';
import { Actions, Form, Panel } from '../../design/layout';
import { useForm, useLiveFindings } from '../../design/useLive';
import { releaseLeaveGuard, useLeaveGuard } from '../../frame/route';
import { useSaveStatus } from '../../frame/status';
import { t } from '../../i18n/ja';
import { useShortcut } from '../../keyboard/registry';
import { KINDS } from './kinds';
import { tidyModifiers } from './modifiers';

const words = t.chart;

/** What is being entered: a new row, or a known one with its id and version. */
export interface Editing {
  id: string | null;
  version: number;
  form: EntryForm['form'];
}

/** What was saved, for the notice and for taking it back. */
export interface SavedEntry {
  id: string;
  version: number;
  kind: Core6Kind;
  title: string;
  before: Editing;
}

interface Props {
  patientId: string;
  kind: Core6Kind;
  editing: Editing;
  onSaved: (saved: SavedEntry) => void;
  /** Saved, and another one of the kind is to follow. */
  onFollow: (saved: SavedEntry, next: Editing) => void;
  onClose: () => void;
}

/** The kind that the row has for people: the category of an allergy decides. */
function kindOf(form: EntryForm['form'], opened: Core6Kind): Core6Kind {
  if (!('category' in form)) return opened;
  return form.category === 'medication' ? 'contraindication' : 'allergy';
}

/** The entry as it is sent: without the empty modifiers that an open end leaves. */
function entryOf(type: EntryForm['type'], form: EntryForm['form']): EntryForm {
  const tidy =
    'prefixes' in form
      ? { ...form, prefixes: tidyModifiers(form.prefixes), suffixes: tidyModifiers(form.suffixes) }
      : form;
  return { type, form: tidy } as EntryForm;
}

/** The form of one row, in place of the list. Esc does nothing here; leaving asks first. */
export function EntryEditor({ patientId, kind, editing, onSaved, onFollow, onClose }: Props) {
  const part = KINDS[kind];
  const state = useForm(editing.form, editing.id !== null);
  /** The version that saving starts from; raised when the person has looked at a newer one. */
  const [base, setBase] = useState(editing.version);
  const [newest, setNewest] = useState<RowShown | null>(null);
  const save = useWrite('entry_save');
  const setStatus = useSaveStatus();
  const { findings, refuse } = useLiveFindings(state.form, (form) =>
    call('entry_check', { entry: entryOf(part.type, form) }).then((checked) => checked.findings),
  );
  useLeaveGuard(state.changed);
  const submit = (follow: boolean): void => {
    if (save.isPending) return;
    state.touchAll();
    setStatus({ kind: 'saving' });
    save.mutate(
      {
        patient_id: patientId,
        id: editing.id,
        version: base,
        entry: entryOf(part.type, state.form),
      },
      {
        onSuccess: ({ id, version }) => {
          releaseLeaveGuard();
          setStatus({ kind: 'saved', at: new Date() });
          const saved = {
            id,
            version,
            kind: kindOf(state.form, kind),
            title: state.form.text,
            before: editing,
          };
          if (follow) onFollow(saved, { id: null, version: 0, form: part.follow(state.form) });
          else onSaved(saved);
        },
        onError: (error) => {
          setStatus({ kind: 'failed' });
          refuse(error.findings);
        },
      },
    );
  };
  /** Shows what is kept now, and lets the next attempt start from it. */
  const look = async (): Promise<void> => {
    const now = await call('chart_get', { id: patientId });
    const row = part.rows(now).find((any) => any.row.id === editing.id)?.row ?? null;
    setNewest(row);
    if (row !== null) setBase(row.version);
  };
  useShortcut('save', () => submit(false));
  const name = t.words.core6[kind];
  const title = editing.id === null ? words.add(name) : words.change(name);
  const error = save.error;
  const { Fields } = part;
  return (
    <Panel title={title}>
      {error !== null && (
        <ErrorBanner
          error={error}
          hideFindings={error.code === 'Rejected'}
          actions={error.code === 'Stale' && <Button onPress={() => void look()}>{words.reload}</Button>}
        />
      )}
      {newest !== null && (
        <Banner kind="info" title={words.newest(newest.title, newest.detail)}>
          <p>{words.newestBody}</p>
        </Banner>
      )}
      <Form label={title}>
        <Fields state={state} findings={findings} />
        <Findings findings={findings.filter(({ path }) => path === '')} />
        <Actions>
          <Button
            look="main"
            shortcut="save"
            call="entry_save"
            onPress={() => submit(false)}
            disabled={save.isPending}
          >
            {save.isPending ? t.saving : t.save}
          </Button>
          {editing.id === null && (
            <Button call="entry_save" onPress={() => submit(true)} disabled={save.isPending}>
              {words.saveAndNext}
            </Button>
          )}
          <Button onPress={onClose}>{t.cancel}</Button>
        </Actions>
      </Form>
    </Panel>
  );
}
