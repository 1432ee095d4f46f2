import { Panel, Stack } from '../../design/layout';
import { TextArea } from '../../design/TextArea';
import { t } from '../../i18n/ja';
import css from './Documents.module.css';
import { MORE, PLACE, saidAt } from './fields';
import type { Draft } from './useDraft';

const words = t.letters;

/** What a letter seldom says. Folded away so that the ordinary form stays short; what is written in it is told. */
export function MoreFields({
  draft: { form, set, findings },
  touched,
}: {
  draft: Draft;
  touched: Parameters<typeof saidAt>[2];
}) {
  const written = MORE.filter((field) => form[field].trim() !== '').map((field) => words.fields[field]);
  return (
    <Panel title={words.more.title}>
      <details className={css.more}>
        <summary>
          {words.more.open}
          {written.length > 0 && (
            <span className={css.detail}> {words.more.written(written.join('、'))}</span>
          )}
        </summary>
        <Stack>
          <p>{words.more.help}</p>
          {MORE.map((field) => (
            <div key={field} {...{ [PLACE]: field }}>
              <TextArea
                label={words.fields[field]}
                value={form[field]}
                onChange={(text) => set({ [field]: text })}
                findings={saidAt(findings, field, touched)}
                lines={2}
              />
            </div>
          ))}
        </Stack>
      </details>
    </Panel>
  );
}
