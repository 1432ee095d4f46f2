import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { draw, playCore, refusal } from '../testing/host';
import { useChanges, useRead, useWrite } from './query';

function Count() {
  useChanges();
  const list = useRead('staff_list', {});
  const save = useWrite('staff_save');
  const press = (): void => save.mutate({ id: null, version: 0, name: 'x', role: 'clerk', active: true });
  return (
    <>
      <p>{list.error === null ? `${list.data?.length ?? '…'}名` : list.error.code}</p>
      <button type="button" onClick={press}>
        追加
      </button>
    </>
  );
}

const member = { id: '1', version: 1, name: 'x', role: 'clerk' as const, active: true };

test('a write refreshes what it touches, and so does the change feed; other topics do not', async () => {
  let staff = [member];
  const core = playCore({
    staff_list: () => staff,
    staff_save: () => {
      staff = [...staff, { ...member, id: '2' }];
      return { id: '2', version: 1, findings: [] };
    },
  });
  draw(<Count />);
  await screen.findByText('1名');
  await act(async () => screen.getByText('追加').click());
  await screen.findByText('2名');
  staff = [];
  await act(async () => core.change(['patients', 'Patients']));
  expect(screen.getByText('2名')).toBeTruthy();
  const topic = core.asked.length;
  await act(async () => core.change(['Staff', 'staff']));
  await screen.findByText('0名');
  expect(core.asked.length).toBe(topic + 1);
});

test('an error of the core arrives as its code', async () => {
  playCore({
    staff_list: () => {
      throw refusal('Denied');
    },
  });
  draw(<Count />);
  await screen.findByText('Denied');
});
