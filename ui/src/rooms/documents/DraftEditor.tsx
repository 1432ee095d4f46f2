import { type ReactNode, useState } from 'react';
import type { DocumentOpen, FindingShown, ReadConsent } from '../../api/bindings';
import { useMay } from '../../api/may';
import { useRead, useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Dialog } from '../../design/Dialog';
import { Findings } from '../../design/Findings';
import { Actions, Columns, Form, Page, Panel, Stack } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { useShortcut } from '../../keyboard/registry';
import { isObstacle } from './BundleState';
import { Chips } from './Chips';
import css from './Documents.module.css';
import { FinalizeDialog } from './FinalizeDialog';
import { jumpTo } from './fields';
import { open } from './open';
import { Preview } from './Preview';
import { type Comparing, StaleBanner } from './StaleBanner';
import type { Draft } from './useDraft';
import { Versions } from './Versions';

const words = t.letters;

/** Where the fields of a kind of document stand, and what they are called. */
export interface FieldMap<F> extends Comparing<F> {
  /** The field that a finding's path leads to; `null` where it has to be mended in another room. */
  fieldOf: (path: string) => string | null;
}

/** What a finding is about, in a word. */
function nameOf<F>({ path }: FindingShown, { names, fieldOf }: FieldMap<F>): string {
  const field = fieldOf(path);
  if (field !== null) return names[field] ?? '';
  if (path === '') return words.title;
  return path.startsWith('institution') ? words.toSettings : words.toPatient;
}

/** The parts that keep the document from being frozen, each leading to its field. */
function Missing<F>({
  errors,
  patientId,
  map,
}: {
  errors: readonly FindingShown[];
  patientId: string;
  map: FieldMap<F>;
}) {
  if (errors.length === 0) return <p role="status">{words.missingNone}</p>;
  return (
    <fieldset>
      <legend>{words.missing}</legend>
      <Actions>
        {errors.map((finding) => (
          <Button
            key={`${finding.path} ${finding.rule}`}
            label={words.jump(nameOf(finding, map))}
            onPress={() => jumpTo(finding.path, patientId, map.fieldOf)}
          >
            {nameOf(finding, map)}
          </Button>
        ))}
      </Actions>
    </fieldset>
  );
}

interface Props<F extends object> {
  opened: DocumentOpen;
  draft: Draft<F>;
  map: FieldMap<F>;
  title: string;
  /** Name of the form for readers. */
  label: string;
  /** What is confirmed beside the patient before it is frozen: where it goes. */
  goesTo: string;
  /** Begins a document with this form again; gives its id. */
  create: (form: F) => Promise<string>;
  /** Saves this form over the draft of that version. */
  save: (form: F, version: number) => Promise<unknown>;
  /** The fields, once the person has been at these or tried to finalize. */
  fields: (touched: ReadonlySet<keyof F & string> | 'all') => ReactNode;
}

/** The draft of a document: its fields, saved by itself, with its pages beside it, and how it becomes final. */
export function DraftEditor<F extends object>({
  opened,
  draft,
  map,
  title,
  label,
  goesTo,
  create,
  save,
  fields,
}: Props<F>) {
  const { row, versions } = opened;
  const named = t.documents[row.document];
  const { fieldOf } = map;
  const { findings, error, keeper } = draft;
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const [shown, setShown] = useState<'draft' | number | null>(null);
  const finalize = useWrite('letter_finalize');
  const discard = useWrite('letter_discard');
  const amend = useWrite('letter_amend');
  const tell = useToast();
  const may = useMay();
  const amending = versions.length > 0;
  const touched = tried ? 'all' : (draft.touched as ReadonlySet<keyof F & string>);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const terminal = useRead('terminal_state', {});
  const sendable =
    terminal.data?.on === true && row.document === 'referral_letter' ? !findings.some(isObstacle) : null;
  const elsewhere = findings.filter(({ path }) => fieldOf(path) === null);

  const refuse = (said: readonly FindingShown[]): void => {
    setTried(true);
    setConfirming(false);
    const blocking = said.filter(({ severity }) => severity === 'error');
    tell(words.finalize.blocked(blocking.length));
    const [first] = blocking.filter(({ path }) => fieldOf(path) !== null);
    // The findings are drawn first, so that a reader hears them with the field.
    if (first !== undefined) setTimeout(() => jumpTo(first.path, row.patient.id, fieldOf));
  };
  const ask = async (): Promise<void> => {
    finalize.reset();
    if (!(await keeper.flush())) return;
    const now = keeper.snapshot().findings;
    if (now.some(({ severity }) => severity === 'error')) refuse(now);
    else setConfirming(true);
  };
  const freeze = async (consent: ReadConsent | null): Promise<void> => {
    if (!(await keeper.flush())) {
      setConfirming(false);
      return;
    }
    finalize.mutate(
      { id: row.id, version: keeper.snapshot().base, consent },
      {
        onSuccess: () => {
          keeper.drop();
          tell(named.finalized);
        },
        onError: (why) => {
          if (why.code !== 'Rejected') return;
          keeper.refuse(why.findings);
          refuse(why.findings);
        },
      },
    );
  };
  const bringBack = async (mine: F): Promise<void> => {
    if (amending) {
      const again = await amend.mutateAsync({ id: row.id, reason: opened.reason });
      await save(mine, again.version);
      open(row);
    } else {
      open({ ...row, id: await create(mine) });
    }
    tell(words.restored);
  };
  const throwAway = async (): Promise<void> => {
    setDiscarding(false);
    await keeper.flush();
    const mine = keeper.snapshot().form;
    discard.mutate(
      { id: row.id, version: keeper.snapshot().base },
      {
        onSuccess: () => {
          keeper.drop();
          go('letters', row.patient.id);
          tell(amending ? words.amendDiscarded : words.discarded, () => void bringBack(mine));
        },
      },
    );
  };
  const saveNow = (): void => void keeper.flush();
  useShortcut('save', saveNow);
  useShortcut('finalize', () => void ask(), !finalize.isPending && may('letter_finalize'));
  const trouble = discard.error ?? (confirming ? null : finalize.error);

  return (
    <Page
      title={title}
      actions={
        <>
          <Badge>{t.words.documentState[row.state]}</Badge>
          <Button onPress={() => setShown(shown === null ? 'draft' : null)} pressed={shown !== null}>
            {words.preview.open}
          </Button>
          <Button shortcut="save" onPress={saveNow} disabled={draft.saving || !draft.dirty}>
            {draft.saving ? t.saving : t.save}
          </Button>
        </>
      }
    >
      {amending && (
        <Banner kind="info" title={words.final.amending(row.versions)}>
          <p>{words.final.amendingReason(opened.reason)}</p>
        </Banner>
      )}
      <StaleBanner draft={draft} comparing={map} title={named.stale} />
      {error !== null && error.code !== 'Stale' && (
        <ErrorBanner error={error} actions={<Button onPress={saveNow}>{t.retry}</Button>} />
      )}
      {trouble !== null && <ErrorBanner error={trouble} hideFindings={trouble.code === 'Rejected'} />}
      <Panel title={words.progress}>
        <Chips parts={draft.progress} />
        <Missing errors={errors} patientId={row.patient.id} map={map} />
        <p role="status">
          {draft.dirty
            ? error === null
              ? words.unsaved
              : words.saveFailed
            : draft.savedAt !== null && words.savedAt(draft.savedAt.wareki)}
        </p>
      </Panel>
      {elsewhere.length > 0 && (
        <Panel
          title={words.elsewhere}
          actions={
            <>
              <Button onPress={() => go('patients', row.patient.id)}>{words.toPatient}</Button>
              {elsewhere.some(({ path }) => path.startsWith('institution')) && (
                <Button onPress={() => go('settings')}>{words.toSettings}</Button>
              )}
            </>
          }
        >
          <Findings findings={elsewhere} />
        </Panel>
      )}
      <Columns of={shown === null ? undefined : 'wide'}>
        <Form label={label}>
          {fields(touched)}
          <Actions>
            <Button
              look="main"
              shortcut="finalize"
              call="letter_finalize"
              onPress={() => void ask()}
              disabled={finalize.isPending}
            >
              {words.finalize.button}
            </Button>
            <Button onPress={() => go('letters', row.patient.id)}>{t.back}</Button>
            <Button look="danger" onPress={() => setDiscarding(true)} disabled={discard.isPending}>
              {amending ? words.discardAmend : words.discard}
            </Button>
          </Actions>
        </Form>
        {shown !== null && (
          <div className={css.beside}>
            <Panel
              title={shown === 'draft' ? words.preview.title : words.preview.ofVersion(shown)}
              actions={<Button onPress={() => setShown(null)}>{words.preview.close}</Button>}
            >
              <Preview
                id={row.id}
                number={shown === 'draft' ? null : shown}
                fresh={JSON.stringify([draft.base, opened.row.patient.version, findings])}
              />
            </Panel>
          </div>
        )}
      </Columns>
      <Stack>
        <Versions
          letterId={row.id}
          versions={versions}
          shown={typeof shown === 'number' ? shown : null}
          onShow={(number) => setShown(number)}
        />
      </Stack>
      {confirming && (
        <FinalizeDialog
          row={row}
          goesTo={goesTo}
          warnings={warnings}
          pending={finalize.isPending}
          error={finalize.error?.code === 'Rejected' ? null : finalize.error}
          sendable={sendable}
          onGo={(consent) => void freeze(consent)}
          onClose={() => setConfirming(false)}
        />
      )}
      <Dialog
        title={amending ? words.discardAmend : words.discardTitle}
        role="alertdialog"
        open={discarding}
        onClose={() => setDiscarding(false)}
        actions={
          <>
            <Button onPress={() => setDiscarding(false)} autoFocus>
              {t.cancel}
            </Button>
            <Button look="danger" onPress={() => void throwAway()}>
              {amending ? words.discardAmend : words.discard}
            </Button>
          </>
        }
      >
        <p>{amending ? words.discardAmendBody : words.discardBody}</p>
      </Dialog>
    </Page>
  );
}
