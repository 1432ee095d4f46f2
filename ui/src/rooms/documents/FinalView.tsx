import { useState } from 'react';
import type { DocumentOpen, IssueWay } from '../../api/bindings';
import { useMay } from '../../api/may';
import { savePdf } from '../../api/pdf';
import { useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Actions, Columns, Facts, Page, Panel, Stack } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { useShortcut } from '../../keyboard/registry';
import { DocumentSending } from '../outbox/Sending';
import { BundleState } from './BundleState';
import { COMPANIONS, CompanionDialog, type CompanionKind } from './CompanionDialog';
import css from './Documents.module.css';
import { goesTo, isLetter, titleOf } from './naming';
import { PatientFacts } from './PatientFacts';
import { Preview } from './Preview';
import { ReasonDialog } from './ReasonDialog';
import { Versions } from './Versions';

const words = t.letters.final;

/** Ways that happen outside of the program and are only noted, in the order of the buttons. */
const NOTED = ['handed', 'fax', 'mail'] as const satisfies readonly IssueWay[];

/** A finalized or withdrawn document: its pages, how it goes out, and how it is put right. */
export function FinalView({ opened }: { opened: DocumentOpen }) {
  const { row, versions, ways } = opened;
  const letter = isLetter(opened) ? opened : null;
  const newest = versions[0]?.number ?? row.versions;
  const [number, setNumber] = useState(newest);
  const [asking, setAsking] = useState<'letter_amend' | 'letter_withdraw' | null>(null);
  const [companion, setCompanion] = useState<CompanionKind | null>(null);
  const issue = useWrite('letter_issue');
  const bundle = useWrite('letter_bundle_save');
  const tell = useToast();
  const may = useMay();
  const shown = versions.find((version) => version.number === number);
  const final = row.state === 'final';
  const busy = issue.isPending || bundle.isPending;
  const send = (way: IssueWay): void => {
    if (busy) return;
    bundle.reset();
    issue.mutate(
      { id: row.id, number, way },
      {
        onSuccess: (issued) => {
          savePdf(issued);
          if (issued.done) tell(words.done[way]);
        },
      },
    );
  };
  const saveBundle = (): void => {
    issue.reset();
    bundle.mutate(
      { id: row.id, number },
      {
        onSuccess: (issued) => {
          savePdf(issued);
          if (issued.done) tell(words.bundleSaved);
        },
      },
    );
  };
  useShortcut('print', () => send('printed'), final && may('letter_issue'));
  const error = issue.error ?? bundle.error;
  return (
    <Page
      title={titleOf(row)}
      actions={
        <>
          <Badge tone={final ? 'good' : 'danger'}>{t.words.documentState[row.state]}</Badge>
          <Button onPress={() => go('letters', row.patient.id)}>{t.back}</Button>
        </>
      }
    >
      {error !== null && <ErrorBanner error={error} />}
      {row.state === 'withdrawn' && (
        <Banner kind="warning" title={t.documents[row.document].withdrawn}>
          <p>{words.withdrawnReason(opened.withdrawn_reason)}</p>
          <p>{words.withdrawnCopy}</p>
          <Actions>
            <Button call="letter_issue" onPress={() => send('copy')} disabled={busy}>
              {words.copy}
            </Button>
          </Actions>
        </Banner>
      )}
      <Columns of="wide">
        <Stack>
          {final && (
            <Panel title={words.output}>
              <Actions>
                <Button
                  look="main"
                  shortcut="print"
                  call="letter_issue"
                  onPress={() => send('printed')}
                  disabled={busy}
                >
                  {words.print}
                </Button>
                <Button call="letter_issue" onPress={() => send('copy')} disabled={busy}>
                  {words.copy}
                </Button>
                <Button call="letter_issue" onPress={() => send('saved')} disabled={busy}>
                  {words.savePdf}
                </Button>
                {shown?.bundle === true && (
                  <Button onPress={saveBundle} disabled={busy}>
                    {words.saveBundle}
                  </Button>
                )}
              </Actions>
              {letter !== null && (
                <>
                  <h3>{t.letters.companion.title}</h3>
                  <Actions>
                    {COMPANIONS.map((kind) => (
                      <Button key={kind} call="letter_companion" onPress={() => setCompanion(kind)}>
                        {t.letters.companion.kinds[kind]}
                      </Button>
                    ))}
                  </Actions>
                </>
              )}
              <h3>{words.record}</h3>
              <Actions>
                {NOTED.filter((way) => ways.includes(way)).map((way) => (
                  <Button key={way} call="letter_issue" onPress={() => send(way)} disabled={busy}>
                    {words[way]}
                  </Button>
                ))}
              </Actions>
            </Panel>
          )}
          <DocumentSending
            documentId={row.id}
            number={newest}
            sendable={final && versions[0]?.bundle === true}
          />
          <Panel
            title={words.facts}
            actions={
              final && (
                <>
                  <Button call="letter_amend" onPress={() => setAsking('letter_amend')}>
                    {words.amend}
                  </Button>
                  <Button look="danger" call="letter_withdraw" onPress={() => setAsking('letter_withdraw')}>
                    {words.withdraw}
                  </Button>
                </>
              )
            }
          >
            <PatientFacts patient={row.patient} />
            <Facts
              rows={[
                [words.receiver, goesTo(row)],
                [words.version, t.letters.version(number)],
                [words.at, shown?.at.wareki],
                [words.by, shown?.staff],
                ...(shown === undefined || shown.reason === ''
                  ? []
                  : [[words.reason, shown.reason] as const]),
                [
                  words.bundle,
                  shown !== undefined && (
                    <BundleState
                      key="bundle"
                      version={shown}
                      outbox={number === newest ? row.outbox : null}
                    />
                  ),
                ],
              ]}
            />
          </Panel>
        </Stack>
        <div className={css.beside}>
          <Panel title={t.letters.preview.ofVersion(number)}>
            <Preview id={row.id} number={number} fresh="" />
          </Panel>
        </div>
      </Columns>
      <Versions letterId={row.id} versions={versions} shown={number} onShow={setNumber} />
      {companion !== null && letter !== null && (
        <CompanionDialog
          kind={companion}
          letterId={row.id}
          form={letter.form}
          patient={row.patient}
          onClose={() => setCompanion(null)}
        />
      )}
      {asking !== null && <ReasonDialog act={asking} row={row} onClose={() => setAsking(null)} />}
    </Page>
  );
}
