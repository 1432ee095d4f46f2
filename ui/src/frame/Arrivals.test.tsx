import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { ARRIVAL, dayOf, draw, playCore } from '../testing/host';
import { ArrivalsMark, TapNotice } from './Arrivals';

const at = (hash: string): Promise<void> =>
  act(async () => {
    window.location.hash = hash;
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });

beforeEach(() => at(''));

test('a tap is told in the other rooms, once, and never for who was there before', async () => {
  await at('#/letters');
  let now = dayOf({ ...ARRIVAL, id: 'a0', told: { ...ARRIVAL.told, kana: 'オオバ ツル' } });
  const core = playCore({ reception_today: () => now });
  draw(
    <>
      <TapNotice />
      <ArrivalsMark />
    </>,
    { changes: true },
  );
  await screen.findByText('確認待ち 1名');
  now = dayOf(ARRIVAL, ...now.arrivals);
  core.change(['reception']);
  expect(await screen.findByText('ミホン ススムさんがカードをかざしました。')).toBeTruthy();
  expect(screen.queryByText(/オオバ/)).toBeNull();
  expect(document.title).not.toContain('ミホン');
});

test('at reception itself the list says it', async () => {
  let now = dayOf();
  const core = playCore({ reception_today: () => now });
  draw(
    <>
      <TapNotice />
      <ArrivalsMark />
    </>,
    { changes: true },
  );
  now = dayOf(ARRIVAL);
  core.change(['reception']);
  await screen.findByText('確認待ち 1名');
  expect(screen.queryByText(/かざしました/)).toBeNull();
});
