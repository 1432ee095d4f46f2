import type { ReceivedRowState, RowTable, ViewAttachment, ViewPart, ViewRow } from '../../api/bindings';
import { savePdf } from '../../api/pdf';
import { useWrite } from '../../api/query';
import { Badge } from '../../design/Badge';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { Actions, Facts, Panel, Row } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { type Column, Table } from '../../design/Table';
import { t } from '../../i18n/ja';
import css from './Received.module.css';
import { Technical } from './RestPanel';
import { openReceived } from './useImport';

const words = t.received.page;

interface Props {
  /** The document. */
  id: string;
  part: ViewPart;
  states: readonly ReceivedRowState[];
  picked: ReadonlySet<number>;
  /** `null` where rows cannot be taken over. */
  onPick: ((item: number, on: boolean) => void) | null;
}

/** A section of a received document. */
export function PartPanel({ id, part, states, picked, onPick }: Props) {
  return (
    <Panel title={part.title}>
      {part.text !== '' && (
        <p className={css.text}>
          <Shown>{part.text}</Shown>
        </p>
      )}
      {part.lines.length > 0 && <Facts rows={part.lines.map(({ label, text }) => [label, text] as const)} />}
      {part.tables.map((table) => (
        <Rows key={table.kind} table={table} states={states} picked={picked} onPick={onPick} />
      ))}
      {part.items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a received document never changes
        <div key={place}>
          <h3>{[item.label, item.title].filter((word) => word !== '').join(' ')}</h3>
          <Facts rows={item.lines.map(({ label, text }) => [label, text] as const)} />
          {item.attachments.map((attachment) => (
            <Attachment key={attachment.index} id={id} attachment={attachment} />
          ))}
          <Technical lines={item.technical} />
        </div>
      ))}
    </Panel>
  );
}

/** Which cell names a row. */
function nameOf(table: RowTable, row: ViewRow): string {
  return row.cells[table.kind === 'prescription' ? 1 : 0] ?? '';
}

function Rows({ table, states, picked, onPick }: { table: RowTable } & Omit<Props, 'id' | 'part'>) {
  const state = (row: ViewRow) => states.find(({ item }) => item === row.item);
  const cells: Column<ViewRow>[] = table.heads.map((head, place) => ({
    head,
    cell: (row) => {
      const text = row.cells[place] ?? '';
      return row.outside ? <strong>{text}</strong> : <Shown>{text}</Shown>;
    },
  }));
  const box: Column<ViewRow> = {
    head: words.pickHead,
    cell: (row) => (
      <Checkbox
        value={picked.has(row.item)}
        onChange={(on) => onPick?.(row.item, on)}
        disabled={row.void || state(row)?.taken !== ''}
        label={words.pick(nameOf(table, row))}
      >
        {''}
      </Checkbox>
    ),
  };
  const marks: Column<ViewRow> = {
    head: words.marks,
    cell: (row) => (
      <Row align="center">
        {row.void && <Badge tone="danger">{words.void}</Badge>}
        {state(row)?.taken !== '' && <Badge tone="good">{words.takenBy(state(row)?.taken ?? '')}</Badge>}
        {state(row)?.taken === '' && state(row)?.known === true && <Badge>{words.here}</Badge>}
      </Row>
    ),
  };
  return (
    <>
      <h3>{t.words.core6[table.kind]}</h3>
      <div className={css.rows}>
        <Table
          caption={t.words.core6[table.kind]}
          rows={table.rows}
          rowKey={(row) => String(row.item)}
          dim={(row) => row.void}
          columns={[...cells, marks, ...(onPick === null ? [] : [box])]}
        />
      </div>
      {table.common.length > 0 && (
        <details>
          <summary>{words.common}</summary>
          <Facts rows={table.common.map(({ label, text }) => [label, text] as const)} />
        </details>
      )}
      {table.rows
        .filter((row) => row.lines.length > 0 || row.technical.length > 0)
        .map((row) => (
          <details key={row.item}>
            <summary>{words.detailsOf(nameOf(table, row))}</summary>
            <Facts rows={row.lines.map(({ label, text }) => [label, text] as const)} />
            <Technical lines={row.technical} />
          </details>
        ))}
    </>
  );
}

function Attachment({ id, attachment }: { id: string; attachment: ViewAttachment }) {
  const open = useWrite('received_file');
  const take = useWrite('received_file_import');
  const { index, media, size, text, url } = attachment;
  const title = attachment.title || words.untitled;
  const error = open.error ?? take.error;
  return (
    <div>
      {error !== null && <ErrorBanner error={error} />}
      <Actions>
        <span>
          {words.attachment}: {title}
        </span>
        {media !== '' && (
          <>
            <Badge>{media.toUpperCase()}</Badge>
            <span>{words.size(size)}</span>
            <Button
              label={`${title} ${media === 'pdf' ? words.open : words.saveAttachment}`}
              onPress={() => open.mutate({ id, index }, { onSuccess: savePdf })}
              disabled={open.isPending}
            >
              {media === 'pdf' ? words.open : words.saveAttachment}
            </Button>
          </>
        )}
        {media === 'json' && (
          <Button
            call="received_file_import"
            onPress={() =>
              take.mutate(
                { id, index },
                {
                  onSuccess: ({ documents }) => {
                    if (documents[0] !== undefined) openReceived(documents[0].row);
                  },
                },
              )
            }
            disabled={take.isPending}
          >
            {words.importAttachment}
          </Button>
        )}
        {media === '' && <span>{url === '' ? words.broken : words.outside(url)}</span>}
      </Actions>
      {text !== '' && (
        <p className={css.text}>
          <Shown>{text}</Shown>
        </p>
      )}
    </div>
  );
}
