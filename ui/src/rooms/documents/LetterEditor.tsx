import { useState } from 'react';
import type { FindingShown, LetterForm, LetterOpen } from '../../api/bindings';
import { call } from '../../api/call';
import { useMay } from '../../api/may';
import { useWrite } from '../../api/query';
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
import { Attachments } from './Attachments';
import { BodyFields } from './BodyFields';
import { Chips } from './Chips';
import css from './Documents.module.css';
import { FinalizeDialog } from './FinalizeDialog';
import { fieldOf, jumpTo } from './fields';
import { HeadFields } from './HeadFields';
import { Preview } from './Preview';
import { ReceiverFields } from './ReceiverFields';
import { StaleBanner } from './StaleBanner';
import { useDraft } from './useDraft';
import { Versions } from './Versions';

const words = t.letters;

/** What a finding is about, in a word. */
function nameOf({ path }: FindingShown): string {
  const field = fieldOf(path);
  if (field !== null) return words.fields[field];
  if (path === '') return words.title;
  return path.startsWith('institution') ? words.toSettings : words.toPatient;
}

/** The parts that keep the letter from being frozen, each leading to its field. */
function Missing({ errors, patientId }: { errors: readonly FindingShown[]; patientId: string }) {
  if (errors.length === 0) return <p role="status">{words.missingNone}</p>;
  return (
    <fieldset>
      <legend>{words.missing}</legend>
      <Actions>
        {errors.map((finding) => (
          <Button
            key={`${finding.path} ${finding.rule}`}
            label={words.jump(nameOf(finding))}
            onPress={() => jumpTo(finding.path, patientId)}
          >
            {nameOf(finding)}
          </Button>
        ))}
      </Actions>
    </fieldset>
  );
}

/** The draft of a letter: every field of 別紙様式11, saved by itself, with its pages beside it. */
export function LetterEditor({ opened }: { opened: LetterOpen }) {
  const { row, chart, doctors, versions } = opened;
  const draft = useDraft(opened);
  const { form, set, findings, error, keeper } = draft;
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const [shown, setShown] = useState<'draft' | number | null>(null);
  const finalize = useWrite('letter_finalize');
  const discard = useWrite('letter_discard');
  const create = useWrite('letter_create');
  const amend = useWrite('letter_amend');
  const tell = useToast();
  const may = useMay();
  const amending = versions.length > 0;
  const touched: ReadonlySet<keyof LetterForm> | 'all' = tried ? 'all' : draft.touched;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const elsewhere = findings.filter(({ path }) => fieldOf(path) === null);

  const refuse = (said: readonly FindingShown[]): void => {
    setTried(true);
    setConfirming(false);
    const blocking = said.filter(({ severity }) => severity === 'error');
    tell(words.finalize.blocked(blocking.length));
    const [first] = blocking.filter(({ path }) => fieldOf(path) !== null);
    // The findings are drawn first, so that a reader hears them with the field.
    if (first !== undefined) setTimeout(() => jumpTo(first.path, row.patient.id));
  };
  const ask = async (): Promise<void> => {
    finalize.reset();
    if (!(await keeper.flush())) return;
    const now = keeper.snapshot().findings;
    if (now.some(({ severity }) => severity === 'error')) refuse(now);
    else setConfirming(true);
  };
  const freeze = async (): Promise<void> => {
    if (!(await keeper.flush())) {
      setConfirming(false);
      return;
    }
    finalize.mutate(
      { id: row.id, version: keeper.snapshot().base },
      {
        onSuccess: () => {
          keeper.drop();
          tell(words.finalize.done);
        },
        onError: (why) => {
          if (why.code !== 'Rejected') return;
          keeper.refuse(why.findings);
          refuse(why.findings);
        },
      },
    );
  };
  const bringBack = async (mine: LetterForm): Promise<void> => {
    if (amending) {
      const again = await amend.mutateAsync({ id: row.id, reason: opened.reason });
      await call('letter_save', { id: row.id, version: again.version, form: mine });
      go('letters', row.patient.id, row.id);
    } else {
      const again = await create.mutateAsync({
        patient_id: row.patient.id,
        kind: mine.kind,
        from: null,
        form: mine,
      });
      go('letters', row.patient.id, again.row.id);
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
      title={words.titleOf[form.kind]}
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
      <StaleBanner draft={draft} />
      {error !== null && error.code !== 'Stale' && (
        <ErrorBanner error={error} actions={<Button onPress={saveNow}>{t.retry}</Button>} />
      )}
      {trouble !== null && <ErrorBanner error={trouble} hideFindings={trouble.code === 'Rejected'} />}
      <Panel title={words.progress}>
        <Chips parts={draft.progress} />
        <Missing errors={errors} patientId={row.patient.id} />
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
        <Form label={words.editor.form}>
          <HeadFields draft={draft} touched={touched} doctors={doctors} />
          <ReceiverFields
            receiver={form.receiver}
            onChange={(receiver) => set({ receiver })}
            findings={findings}
            touched={touched}
            line={row.receiver_line}
          />
          <BodyFields draft={draft} touched={touched} chart={chart} />
          <Attachments
            draft={draft}
            touched={touched}
            files={opened.attachments}
            limit={opened.attachments_limit}
          />
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
          patient={row.patient}
          form={form}
          line={row.receiver_line}
          warnings={warnings}
          pending={finalize.isPending}
          error={finalize.error?.code === 'Rejected' ? null : finalize.error}
          onGo={() => void freeze()}
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
