import type { Front } from '../../api/bindings';
import { useWrite } from '../../api/query';
import { ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Page } from '../../design/layout';
import { t } from '../../i18n/ja';
import css from './Start.module.css';

const words = t.start.choose;

/** Who sits here. No password: it says who wrote what. */
export function Choose({ front }: { front: Front }) {
  const choose = useWrite('staff_choose');
  return (
    <main>
      <Page title={words.title} width="reading">
        <p>{front.clinic}</p>
        <p>{words.body}</p>
        {choose.error !== null && <ErrorBanner error={choose.error} />}
        <ul className={css.choices}>
          {front.choices.map((member, index) => (
            <li key={member.id}>
              <Button onPress={() => choose.mutate({ id: member.id })} autoFocus={index === 0}>
                {member.name}（{t.words.role[member.role]}）
              </Button>
            </li>
          ))}
        </ul>
      </Page>
    </main>
  );
}
