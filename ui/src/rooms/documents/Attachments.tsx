import { useRef, useState } from 'react';
import type { AttachmentForm, AttachmentShown, FindingShown } from '../../api/bindings';
import { call } from '../../api/call';
import { toApiError } from '../../api/error';
import { base64Of } from '../../api/pdf';
import { useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Field } from '../../design/Field';
import { Findings } from '../../design/Findings';
import { Actions, Panel, Row } from '../../design/layout';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import css from './Documents.module.css';
import { PLACE, saidAt } from './fields';
import type { Draft } from './useDraft';

const words = t.letters.attachments;

/** What may be chosen in the file dialog; the core looks at the content. */
const ACCEPT = '.pdf,.jpg,.jpeg,.png,.json,application/pdf,image/jpeg,image/png,application/json';

/** What could not be added, and why. */
interface Refused {
  name: string;
  findings: FindingShown[];
}

interface Props {
  draft: Draft;
  touched: Parameters<typeof saidAt>[2];
  /** The files that belong to the letter. */
  files: readonly AttachmentShown[];
  /** How many bytes they may have together when sent. */
  limit: number;
}

/** Files that go with the letter, in the order in which paper and data name them. */
export function Attachments({ draft: { form, set, findings, keeper }, touched, files, limit }: Props) {
  const attach = useWrite('letter_attach');
  const tell = useToast();
  const chooser = useRef<HTMLInputElement>(null);
  const [added, setAdded] = useState<readonly AttachmentShown[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [busy, setBusy] = useState(false);
  const known = new Map([...files, ...added].map((file) => [file.id, file]));
  const rows = form.attachments;
  const sent = rows.reduce((sum, { id }) => sum + (known.get(id)?.sent ?? 0), 0);
  const put = (attachments: AttachmentForm[]): void => set({ attachments });

  const add = async (chosen: readonly File[]): Promise<void> => {
    setBusy(true);
    setRefused([]);
    for (const file of chosen) {
      try {
        const data = await base64Of(file);
        const shown = await attach.mutateAsync({ letter_id: keeper.id, name: file.name, data });
        setAdded((before) => [...before, shown]);
        const now = keeper.snapshot().form.attachments;
        put([...now, { id: shown.id, title: shown.name, data: null }]);
      } catch (reason) {
        const error = toApiError(reason);
        const message = error.findings.length > 0 ? error.findings : words.failed;
        setRefused((before) => [...before, { name: file.name, findings: [...message] }]);
      }
    }
    setBusy(false);
    if (chooser.current !== null) chooser.current.value = '';
  };
  const move = (from: number, to: number): void => {
    const next = [...rows];
    const [row] = next.splice(from, 1);
    if (row === undefined) return;
    next.splice(to, 0, row);
    put(next);
  };
  const remove = (place: number): void => {
    const before = rows;
    put(rows.filter((_, index) => index !== place));
    tell(words.removed, () => put(before));
  };
  const look = async (id: string): Promise<void> => {
    const saved = await call('letter_attachment_save', { letter_id: keeper.id, id });
    if (saved.pdf === null) return;
    const link = document.createElement('a');
    link.href = `data:application/octet-stream;base64,${saved.pdf}`;
    link.download = saved.file_name;
    link.click();
  };
  return (
    <Panel title={words.title}>
      <div className={css.attached} {...{ [PLACE]: 'attachments' }}>
        <ol className={css.files}>
          {rows.map((row, index) => {
            const file = known.get(row.id);
            const name = row.title === '' ? (file?.name ?? words.gone) : row.title;
            return (
              <li key={row.id}>
                <Row align="end">
                  <Field
                    label={words.name(index + 1)}
                    value={row.title}
                    onChange={(title) =>
                      put(rows.map((one, place) => (place === index ? { ...one, title } : one)))
                    }
                    findings={saidAt(findings, `attachments[${index}]`, touched)}
                    size="medium"
                  />
                  {file !== undefined && (
                    <Badge>{words.about(t.words.attachmentKind[file.kind], file.size, file.pages)}</Badge>
                  )}
                  {rows.length > 1 && (
                    <>
                      <Button
                        look="plain"
                        label={words.upThis(name)}
                        onPress={() => move(index, index - 1)}
                        disabled={index === 0}
                      >
                        {words.up}
                      </Button>
                      <Button
                        look="plain"
                        label={words.downThis(name)}
                        onPress={() => move(index, index + 1)}
                        disabled={index === rows.length - 1}
                      >
                        {words.down}
                      </Button>
                    </>
                  )}
                  <Button look="plain" label={words.saveThis(name)} onPress={() => void look(row.id)}>
                    {words.save}
                  </Button>
                  <Button look="plain" label={words.removeThis(name)} onPress={() => remove(index)}>
                    {words.remove}
                  </Button>
                </Row>
              </li>
            );
          })}
        </ol>
        {rows.length === 0 ? <p>{words.none}</p> : <p role="status">{words.sum(sent, limit)}</p>}
        <Findings findings={findings.filter(({ path }) => path === 'attachments')} />
        {refused.map(({ name, findings: why }) => (
          <div key={name} role="alert">
            <p>{words.refused(name)}</p>
            <Findings findings={why} />
          </div>
        ))}
        <input
          ref={chooser}
          type="file"
          accept={ACCEPT}
          multiple
          hidden
          aria-label={words.add}
          onChange={(event) => void add([...(event.target.files ?? [])])}
        />
        <Actions>
          <Button onPress={() => chooser.current?.click()} disabled={busy} call="letter_attach">
            {busy ? words.adding : words.add}
          </Button>
        </Actions>
        <p className={css.detail}>{words.help}</p>
      </div>
      <Checkbox value={form.own_pages} onChange={(own_pages) => set({ own_pages })}>
        {words.ownPages}
      </Checkbox>
    </Panel>
  );
}
