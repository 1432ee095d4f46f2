import { useState } from 'react';
import type { ReceivedOpen } from '../../api/bindings';
import { useMay } from '../../api/may';
import { savePdf } from '../../api/pdf';
import { useRead, useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Waiting } from '../../design/EmptyState';
import { Findings } from '../../design/Findings';
import { Facts, Page, Panel, Stack } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { BesidePanel } from './BesidePanel';
import { Pages } from './Pages';
import { PartPanel } from './PartPanel';
import { RestPanel, Technical } from './RestPanel';
import { TakeBar } from './TakeBar';
import { Whose } from './Whose';

const words = t.received.page;

/** One received document: whose it is, what it says, what could not be read. */
export function ReceivedPage({ id }: { id: string }) {
  const opened = useRead('received_open', { id }, { keep: true });
  if (opened.error !== null) return <ErrorBanner error={opened.error} />;
  if (opened.data === undefined) return <Waiting />;
  return <Opened opened={opened.data} />;
}

function Opened({ opened }: { opened: ReceivedOpen }) {
  const { row, view, findings, files } = opened;
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [asPages, setAsPages] = useState(false);
  const print = useWrite('received_print');
  const save = useWrite('received_save');
  const reply = useWrite('received_reply');
  const tell = useToast();
  const may = useMay();
  const mayTake = row.patient !== null && may('received_take');
  const error = print.error ?? save.error ?? reply.error;
  const grave = findings.filter(({ severity }) => severity !== 'info');
  const notes = findings.filter(({ severity }) => severity === 'info');
  // What came is the file around the document where there is one, else the document itself.
  const around = files.findLast(({ origin }) => origin === 'around');
  const beside = files.filter((file) => file !== around);
  const saveAs = (place: number | null): void =>
    save.mutate(
      { id: row.id, place },
      {
        onSuccess: (saved) => {
          savePdf(saved);
          if (saved.done) tell(words.saved);
        },
      },
    );
  const pick = (item: number, on: boolean): void =>
    setPicked((before) => {
      const next = new Set(before);
      if (on) next.add(item);
      else next.delete(item);
      return next;
    });
  return (
    <Page
      title={view.title}
      actions={
        <>
          <Badge>{t.words.receivedKind[view.kind]}</Badge>
          <Button onPress={() => go('received')}>{t.back}</Button>
          <Button onPress={() => setAsPages(!asPages)}>{asPages ? words.reading : words.preview}</Button>
          <Button
            onPress={() => print.mutate({ id: row.id }, { onSuccess: savePdf })}
            disabled={print.isPending}
          >
            {words.print}
          </Button>
          <Button onPress={() => saveAs(around?.place ?? null)} disabled={save.isPending}>
            {words.saveFile}
          </Button>
          {around !== undefined && (
            <Button onPress={() => saveAs(null)} disabled={save.isPending}>
              {words.saveData}
            </Button>
          )}
          {row.patient !== null && (
            <Button
              call="received_reply"
              onPress={() =>
                reply.mutate(
                  { id: row.id },
                  { onSuccess: (letter) => go('letters', letter.row.patient.id, letter.row.id) },
                )
              }
              disabled={reply.isPending}
            >
              {words.reply}
            </Button>
          )}
        </>
      }
    >
      {error !== null && <ErrorBanner error={error} />}
      <Findings findings={grave} />
      {notes.length > 0 && (
        <details>
          <summary>{words.findings(notes.length)}</summary>
          <Stack gap="tight">
            <Findings findings={notes} />
          </Stack>
        </details>
      )}
      <Whose opened={opened} />
      {asPages ? (
        <Pages id={row.id} />
      ) : (
        <>
          <Panel title={words.head}>
            <Facts rows={view.head.map(({ label, text }) => [label, text] as const)} />
          </Panel>
          <TakeBar opened={opened} picked={picked} onTaken={() => setPicked(new Set())} />
          {view.parts.map((part, place) => (
            <PartPanel
              // biome-ignore lint/suspicious/noArrayIndexKey: a received document never changes
              key={place}
              id={row.id}
              part={part}
              states={opened.rows}
              picked={picked}
              onPick={mayTake ? pick : null}
            />
          ))}
          <BesidePanel files={beside} onSave={saveAs} disabled={save.isPending} />
          <RestPanel rest={view.rest} more={view.rest_more} data={around !== undefined} />
          <Technical lines={view.technical} />
        </>
      )}
    </Page>
  );
}
