import { useState } from 'react';
import type { ConsentShown, ViewKind } from '../../api/bindings';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Actions, Stack } from '../../design/layout';
import { t } from '../../i18n/ja';
import css from './Reception.module.css';
import { ViewDialog } from './ViewDialog';

const words = t.reception;

const KINDS = Object.keys(words.views) as ViewKind[];

/** What the person lets us look at, until when; and, of a known patient, the way to look. */
export function Consents({
  consents,
  patientId,
}: {
  consents: readonly ConsentShown[];
  patientId: string | null;
}) {
  const [asking, setAsking] = useState<ViewKind | null>(null);
  const given = consents.filter(({ given }) => given);
  const may = (kind: ViewKind): boolean => consents.some(({ view, open }) => view === kind && open);
  const closed = KINDS.filter((kind) => !may(kind));
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
      {patientId !== null && (
        <Actions>
          {KINDS.filter(may).map((kind) => (
            <Button key={kind} call="view_ask" onPress={() => setAsking(kind)}>
              {words.views[kind]}
            </Button>
          ))}
          {closed.length > 0 && <span>{words.closed(closed.map((kind) => t.views.kind[kind]))}</span>}
        </Actions>
      )}
      {asking !== null && patientId !== null && (
        <ViewDialog patientId={patientId} kind={asking} onClose={() => setAsking(null)} />
      )}
    </Stack>
  );
}
