import type { LetterForm, LetterOpen } from '../../api/bindings';
import { Banner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Table } from '../../design/Table';
import { useToast } from '../../design/Toast';
import { t } from '../../i18n/ja';
import css from './Documents.module.css';
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

/** What differs between two forms, field by field. */
export function differences(mine: LetterForm, theirs: LetterForm): Difference[] {
  return (Object.keys(t.letters.fields) as (keyof LetterForm)[])
    .filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]))
    .map((field) => ({
      field: t.letters.fields[field],
      mine: readable(mine, field),
      theirs: readable(theirs, field),
    }));
}

/** All that a person has written, to be pasted elsewhere. */
export function ownText(form: LetterForm): string {
  return (Object.keys(t.letters.fields) as (keyof LetterForm)[])
    .filter((field) => typeof form[field] === 'string' && !SETTINGS.has(field) && field !== 'doctor_id')
    .filter((field) => form[field] !== '')
    .map((field) => `${t.letters.fields[field]}\n${String(form[field])}`)
    .join('\n\n');
}

/** Somebody else changed the letter: what differs, and how to go on. Nothing typed here is gone. */
export function StaleBanner({ draft }: { draft: Draft }) {
  const tell = useToast();
  const { newest, error, keeper } = draft;
  if (newest === null && error?.code !== 'Stale') return null;
  const copy = (): void => {
    // Without a secure context the browser has no clipboard at all.
    const copied = navigator.clipboard?.writeText(ownText(draft.form)) ?? Promise.reject(new Error());
    copied.then(
      () => tell(words.copied),
      () => tell(words.copyFailed),
    );
  };
  const reload = (opened: LetterOpen): void => {
    const mine = draft.form;
    keeper.take(opened);
    tell(words.reloaded, () => keeper.set(mine));
  };
  const rows = newest === null ? [] : differences(draft.form, newest.form);
  return (
    <Banner
      kind="warning"
      title={words.title}
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
          caption={words.title}
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
