import type { LetterForm } from '../../api/bindings';
import { Banner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import css from './Documents.module.css';
import type { OpenedDraft } from './draft';
import type { Draft } from './useDraft';

const words = t.letters.stale;

/** Fields that hold a word of a closed list. */
const SETTINGS: ReadonlySet<keyof LetterForm> = new Set(['kind', 'subtype', 'payment']);

/** A field that differs, as people read it. */
interface Difference {
  field: string;
  mine: string;
  theirs: string;
}

/** A field's content as people read it; rows and settings only say that they differ. */
function readable(form: LetterForm, field: keyof LetterForm): string {
  const value = form[field];
  if (field === 'receiver') {
    const { name, department, doctor } = form.receiver;
    return [name, department, doctor].filter((part) => part !== '').join(' ');
  }
  if (field === 'rows' || field === 'family' || field === 'attachments') return words.otherRows;
  if (typeof value === 'string' && !SETTINGS.has(field)) return value;
  return words.otherSetting;
}

/** How forms of a kind are compared: their fields in order, and how a field reads. */
export interface Comparing<F> {
  names: Readonly<Record<string, string>>;
  readable: (form: F, field: keyof F) => string;
  /** Whether the person writes text in the field. */
  written: (form: F, field: keyof F) => boolean;
}

/** Letters compared. */
export const LETTERS: Comparing<LetterForm> = {
  names: t.letters.fields,
  readable,
  written: (form, field) => typeof form[field] === 'string' && !SETTINGS.has(field) && field !== 'doctor_id',
};

function fieldsOf<F>({ names }: Comparing<F>): (keyof F)[] {
  return Object.keys(names) as (keyof F)[];
}

/** What differs between two forms, field by field. */
export function differences<F>(mine: F, theirs: F, comparing: Comparing<F>): Difference[] {
  return fieldsOf(comparing)
    .filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]))
    .map((field) => ({
      field: comparing.names[field as string] ?? '',
      mine: comparing.readable(mine, field),
      theirs: comparing.readable(theirs, field),
    }));
}

/** All that a person has written, to be pasted elsewhere. */
export function ownText<F>(form: F, comparing: Comparing<F>): string {
  return fieldsOf(comparing)
    .filter((field) => comparing.written(form, field) && form[field] !== '')
    .map((field) => `${comparing.names[field as string]}\n${String(form[field])}`)
    .join('\n\n');
}

/** Somebody else changed the document: what differs, and how to go on. Nothing typed here is gone. */
export function StaleBanner<F extends object>({
  draft,
  comparing,
  title,
}: {
  draft: Draft<F>;
  comparing: Comparing<F>;
  title: string;
}) {
  const tell = useToast();
  const { newest, error, keeper } = draft;
  if (newest === null && error?.code !== 'Stale') return null;
  const copy = (): void => {
    // Without a secure context the browser has no clipboard at all.
    const copied =
      navigator.clipboard?.writeText(ownText(draft.form, comparing)) ?? Promise.reject(new Error());
    copied.then(
      () => tell(words.copied),
      () => tell(words.copyFailed),
    );
  };
  const reload = (opened: OpenedDraft<F>): void => {
    const mine = draft.form;
    keeper.take(opened);
    tell(words.reloaded, () => keeper.set(mine));
  };
  const rows = newest === null ? [] : differences(draft.form, newest.form, comparing);
  return (
    <Banner
      kind="warning"
      title={title}
      actions={
        <>
          <Button onPress={copy}>{words.copy}</Button>
          {newest !== null && (
            <>
              <Button onPress={() => reload(newest)}>{words.reload}</Button>
              <Button onPress={() => void keeper.keep(newest)}>{words.keep}</Button>
            </>
          )}
        </>
      }
    >
      <p>{words.body}</p>
      {newest === null ? (
        <p role="status">{words.looking}</p>
      ) : rows.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <Table
          caption={title}
          rows={rows}
          rowKey={(row) => row.field}
          columns={[
            { head: words.column.field, cell: (row) => row.field, nowrap: true },
            { head: words.column.mine, cell: (row) => <span className={css.said}>{row.mine}</span> },
            { head: words.column.theirs, cell: (row) => <span className={css.said}>{row.theirs}</span> },
          ]}
        />
      )}
    </Banner>
  );
}
