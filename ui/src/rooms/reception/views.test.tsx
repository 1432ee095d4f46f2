import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { ConsentShown, ViewShown } from '../../api/bindings';
import { day, draw, playCore } from '../../testing/host';
import { ViewsPanel } from './ViewsPanel';

const OPEN: ConsentShown = {
  kind: 'drugs',
  view: 'drugs',
  label: '薬剤情報',
  given: true,
  until: day('2026-11-26T09:12', '令和8年11月26日 9:12'),
  open: true,
};

const VIEW: ViewShown = {
  id: 'v1',
  kind: 'drugs',
  asked: day('2026-11-25T09:15', '令和8年11月25日 9:15'),
  from: '令和7年11月',
  to: '令和8年11月',
  paper: false,
  state: 'answered',
  said: '',
  there: true,
  heads: ['薬', '量'],
  rows: [
    { item: 0, cells: ['アムロジピン錠5mg', '1錠'], known: false },
    { item: 1, cells: ['ロキソプロフェン錠60mg', '3錠'], known: true },
  ],
  findings: [],
};

test('all new rows are taken with two presses; known ones stay out, and it is taken back', async () => {
  const user = userEvent.setup();
  const core = playCore({
    view_may: () => [OPEN],
    views_of: () => [VIEW],
    view_take: () => ({ entries: [{ id: 'e1', version: 1, kind: 'prescription' as const }] }),
    entry_retract: () => ({}),
  });
  draw(<ViewsPanel patientId="p1" />);
  await user.click(await screen.findByRole('button', { name: '内容を見る' }));
  expect(screen.getByRole('checkbox', { name: /ロキソプロフェン/ }).hasAttribute('disabled')).toBe(true);
  await user.click(screen.getByRole('button', { name: '新しい行をすべて選ぶ' }));
  await user.click(screen.getByRole('button', { name: '選んだ1行を診療情報に取り込む' }));
  await waitFor(() => expect(core.asked).toContainEqual(['view_take', { id: 'v1', items: [0] }]));
  await user.click(await screen.findByRole('button', { name: '元に戻す' }));
  await waitFor(() => expect(core.asked.map(([name]) => name)).toContain('entry_retract'));
});

test('a view is asked for with what was chosen', async () => {
  const user = userEvent.setup();
  const core = playCore({
    view_may: () => [OPEN],
    views_of: () => [],
    view_ask: () => ({}),
    date_read: ({ text }) => ({ date: day(text), findings: [] }),
  });
  draw(<ViewsPanel patientId="p1" />);
  await user.click(await screen.findByRole('button', { name: '薬剤情報を見る' }));
  await user.click(await screen.findByRole('button', { name: '端末に頼む' }));
  await waitFor(() =>
    expect(core.asked).toContainEqual([
      'view_ask',
      { patient_id: 'p1', kind: 'drugs', from: '', to: '', paper: false },
    ]),
  );
});
