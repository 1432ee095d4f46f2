import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Hold, OutboxRow, OutboxState } from '../../api/bindings';
import { t } from '../../i18n/ja';
import { day, draw, PATIENT, playCore } from '../../testing/host';
import { groupOf } from './groups';
import OutboxRoom from './index';

const ITEM: OutboxRow = {
  id: 'o1',
  version: 4,
  action: 'register',
  kind: 'document',
  patient: PATIENT,
  document_id: 'd1',
  document: 'referral_letter',
  letter: 'referral',
  number: 1,
  report: null,
  sampled: null,
  receiver: '文箱記念病院',
  state: 'ready',
  hold: null,
  consent: 'later',
  code: '',
  said: '',
  place: '',
  created: day('2026-11-25T09:40', '令和8年11月25日 9:40'),
  posted: null,
  settled: null,
  waits: false,
  next: null,
  next_in: null,
  service_status: null,
  service_status_at: null,
  may: ['withdraw', 'consent'],
  absent: false,
};

const play = (...items: OutboxRow[]) =>
  playCore({
    outbox_list: () => [...items],
    reports_unsent: () => [],
    outbox_again: () => ({}),
    outbox_withdraw: () => ({}),
    outbox_consent: () => ({}),
  });

const STATES: OutboxState[] = ['ready', 'posted', 'accepted', 'refused', 'unanswered', 'withdrawn'];

test('whatever stopped needs a person, whatever goes by itself does not', () => {
  expect(STATES.map((state) => groupOf({ state, hold: null }))).toEqual([
    'waiting',
    'waiting',
    'done',
    'attention',
    'attention',
    'done',
  ]);
  expect(groupOf({ state: 'ready', hold: 'no_addressee' })).toBe('attention');
  // A hold that is left over means nothing once the item is over.
  expect(groupOf({ state: 'accepted', hold: 'no_addressee' })).toBe('done');
});

test.each(Object.keys(t.outbox.hold) as Hold[])('%s says why and what to do', (hold) => {
  const { why, next } = t.outbox.hold[hold];
  for (const sentence of [why, next]) expect(sentence).toMatch(/。$/);
});

test('the next attempt is counted down', async () => {
  play({ ...ITEM, next: day('2026-11-25T09:45', '令和8年11月25日 9:45'), next_in: 42 });
  draw(<OutboxRoom />);
  expect(await screen.findByText(/^あと4[012]秒で送ります$/)).toBeTruthy();
});

test('a refused item shows the words of the service and goes again at its version', async () => {
  const user = userEvent.setup();
  const core = play({
    ...ITEM,
    state: 'refused',
    code: 'X1E',
    said: '資格と合いません。',
    place: 'Coverage',
    may: ['again'],
  });
  draw(<OutboxRoom />);
  const card = await screen.findByRole('listitem');
  expect(card.textContent).toContain('資格と合いません。［X1E］');
  expect(card.textContent).toContain(PATIENT.chart_number);
  await user.click(within(card).getByRole('button', { name: 'もう一度送る' }));
  await waitFor(() => expect(core.asked).toContainEqual(['outbox_again', { id: 'o1', version: 4 }]));
});

test('what is not offered cannot be done: nothing unanswered is sent twice', async () => {
  play({ ...ITEM, state: 'unanswered', may: [] });
  draw(<OutboxRoom />);
  await screen.findByText(/二重に登録しないよう/);
  expect(screen.queryByRole('button', { name: 'もう一度送る' })).toBeNull();
  expect(screen.queryByRole('button', { name: '取り下げる' })).toBeNull();
});

test('an item that stopped says why, and leads to where it is mended', async () => {
  const user = userEvent.setup();
  play({ ...ITEM, hold: 'no_insurance' });
  draw(<OutboxRoom />);
  await screen.findByText(t.outbox.hold.no_insurance.why);
  await user.click(screen.getByRole('button', { name: '患者の情報' }));
  expect(window.location.hash).toBe(`#/patients/${PATIENT.id}`);
});

test('taking an item down is asked for first', async () => {
  const user = userEvent.setup();
  const core = play(ITEM);
  draw(<OutboxRoom />);
  await user.click(await screen.findByRole('button', { name: '取り下げる' }));
  const question = await screen.findByRole('alertdialog');
  expect(core.asked.map(([name]) => name)).not.toContain('outbox_withdraw');
  await user.click(within(question).getByRole('button', { name: '取り下げる' }));
  await waitFor(() => expect(core.asked).toContainEqual(['outbox_withdraw', { id: 'o1', version: 4 }]));
});

test('each way to agree is told in a sentence before it is chosen', async () => {
  const user = userEvent.setup();
  const core = play(ITEM);
  draw(<OutboxRoom />);
  await user.click(await screen.findByRole('button', { name: '同意の取り方を変える' }));
  await user.click(await screen.findByRole('radio', { name: new RegExp(t.outbox.consents.oral.help) }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(() =>
    expect(core.asked).toContainEqual(['outbox_consent', { id: 'o1', version: 4, consent: 'oral' }]),
  );
});

test('the feed of changes brings an answer onto the screen by itself', async () => {
  let item: OutboxRow = { ...ITEM, state: 'posted', may: [] };
  const core = playCore({ outbox_list: () => [item], reports_unsent: () => [] });
  draw(<OutboxRoom />, { changes: true });
  await screen.findByText(t.words.outboxState.posted);
  item = { ...ITEM, state: 'accepted', may: [] };
  core.change(['outbox']);
  await screen.findByText(t.words.outboxState.accepted);
});

test('5情報 of today that were not sent stand first, with one button for all', async () => {
  const user = userEvent.setup();
  const core = playCore({
    outbox_list: () => [],
    reports_unsent: () => [{ patient: PATIENT, units: 2, blocked: 1 }],
    reports_send_all: () => ({}),
  });
  draw(<OutboxRoom />);
  await screen.findByText('まだ送っていない患者が1名います');
  await user.click(screen.getByRole('button', { name: '全員分を送る' }));
  await waitFor(() => expect(core.asked.map(([name]) => name)).toContain('reports_send_all'));
});
