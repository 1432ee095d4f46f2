import { useState } from 'react';
import { readDay } from '../../api/dates';
import { useRead } from '../../api/query';
import { Banner, ErrorBanner } from '../../design/Banner';
import { Button } from '../../design/Button';
import { Cards } from '../../design/Cards';
import { Checkbox } from '../../design/Checkbox';
import { DateField } from '../../design/DateField';
import { EmptyState, Waiting } from '../../design/EmptyState';
import { Actions, Panel } from '../../design/layout';
import { go } from '../../frame/route';
import { t } from '../../i18n/ja';
import { ArrivalCard } from './ArrivalCard';
import { AskedList } from './AskedList';
import { KeyDialog } from './KeyDialog';

const words = t.reception;

/** Why nobody may be on the list although people have tapped. */
function TerminalNotice() {
  const state = useRead('terminal_state', {});
  if (state.data?.lamp === 'off') {
    return (
      <Banner
        kind="info"
        title={words.noneOff}
        actions={<Button onPress={() => go('terminal', 'settings')}>{words.noneOffGo}</Button>}
      />
    );
  }
  if (state.data?.lamp === 'unreachable') {
    return (
      <Banner
        kind="warning"
        title={words.noneUnreachable}
        actions={<Button onPress={() => go('terminal')}>{words.noneUnreachableGo}</Button>}
      />
    );
  }
  return null;
}

/** The people whose eligibility was told today, newest first: who they are here, and what can be done with them. */
export function Today() {
  const [day, setDay] = useState<string | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [typing, setTyping] = useState(false);
  const [showDismissed, setShowDismissed] = useState(false);
  const told = useRead('reception_today', { day }, { keep: true });
  const all = told.data?.arrivals ?? [];
  const dismissed = all.filter(({ state }) => state === 'dismissed').length;
  const rows = all.filter(({ state }) => showDismissed || state !== 'dismissed');
  const today = told.data?.today ?? true;
  const title = told.data === undefined || today ? words.today : words.ofDay(told.data.day.wareki);
  return (
    <Panel
      title={title}
      actions={
        <>
          <Button call="eligibility_ask_key" onPress={() => setTyping(true)}>
            {words.tools.key}
          </Button>
          <Button onPress={() => go('patients', 'bulk')}>{words.tools.bulk}</Button>
          {day === null ? (
            <Button onPress={() => setChoosing(!choosing)} pressed={choosing}>
              {words.otherDay}
            </Button>
          ) : (
            <Button
              onPress={() => {
                setDay(null);
                setChoosing(false);
              }}
            >
              {words.backToToday}
            </Button>
          )}
        </>
      }
    >
      {choosing && (
        <DateField
          label={words.day}
          value={day ?? ''}
          parse={readDay}
          onChange={(typed) => setDay(/^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : null)}
        />
      )}
      <TerminalNotice />
      {told.error !== null && <ErrorBanner error={told.error} />}
      {told.data === undefined && told.error === null && <Waiting />}
      {told.data !== undefined && <AskedList asked={told.data.asked} />}
      {told.data !== undefined && <p role="status">{words.people(all.length - dismissed)}</p>}
      {told.data !== undefined && rows.length === 0 && (
        <EmptyState title={today ? words.none : words.noneOfDay}>
          {today && <p>{words.noneHelp}</p>}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Cards label={title}>
          {rows.map((arrival) => (
            <ArrivalCard key={arrival.id} arrival={arrival} />
          ))}
        </Cards>
      )}
      {dismissed > 0 && (
        <Actions>
          <Checkbox value={showDismissed} onChange={setShowDismissed}>
            {words.showDismissed(dismissed)}
          </Checkbox>
        </Actions>
      )}
      {typing && <KeyDialog onClose={() => setTyping(false)} />}
    </Panel>
  );
}
