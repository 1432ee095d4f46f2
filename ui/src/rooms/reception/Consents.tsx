import type { ConsentShown } from '../../api/bindings';
import { Badge } from '../../design/Badge';
import { Stack } from '../../design/layout';
import { t } from '../../i18n/ja';
import css from './Reception.module.css';

const words = t.reception;

/** What the person lets us look at, until when. */
export function Consents({ consents }: { consents: readonly ConsentShown[] }) {
  const given = consents.filter(({ given }) => given);
  if (given.length === 0) return <p>{words.noConsents}</p>;
  return (
    <Stack gap="tight">
      <h3>{words.consents}</h3>
      <ul className={css.consents}>
        {given.map(({ kind, label, until, open }) => (
          <li key={kind}>
            <span>{label}</span>
            {open ? (
              <Badge tone="good">{until === null ? t.yes : words.until(until.wareki)}</Badge>
            ) : (
              <Badge tone="warning">{words.overConsent}</Badge>
            )}
          </li>
        ))}
      </ul>
    </Stack>
  );
}
