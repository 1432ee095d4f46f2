import type { LetterForm, LetterOpen } from '../../api/bindings';
import { call } from '../../api/call';
import { useWrite } from '../../api/query';
import { t } from '../../i18n/ja';
import { Attachments } from './Attachments';
import { BodyFields } from './BodyFields';
import { DraftEditor, type FieldMap } from './DraftEditor';
import { fieldOf } from './fields';
import { HeadFields } from './HeadFields';
import { ReceiverFields } from './ReceiverFields';
import { LETTERS } from './StaleBanner';
import { useDraft } from './useDraft';

const MAP: FieldMap<LetterForm> = { ...LETTERS, fieldOf };

/** The draft of a letter: every field of 別紙様式11. */
export function LetterEditor({ opened }: { opened: LetterOpen }) {
  const { row, chart, doctors } = opened;
  const draft = useDraft(opened);
  const { form, set, findings } = draft;
  const create = useWrite('letter_create');
  return (
    <DraftEditor
      opened={opened}
      draft={draft}
      map={MAP}
      title={t.letters.titleOf[form.kind]}
      label={t.letters.editor.form}
      goesTo={`${form.receiver.name} ${row.receiver_line}`}
      create={async (mine) => {
        const arg = { patient_id: row.patient.id, kind: mine.kind, from: null, form: mine };
        return (await create.mutateAsync(arg)).row.id;
      }}
      save={(mine, version) => call('letter_save', { id: row.id, version, form: mine })}
      fields={(touched) => (
        <>
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
        </>
      )}
    />
  );
}
