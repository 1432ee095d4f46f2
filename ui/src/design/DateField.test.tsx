import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DateReading, DateShown } from '../api/bindings';
import { DateField } from './DateField';

const BORN: DateShown = { iso: '1945-03-01', wareki: '昭和20年3月1日', civil: '1945年3月1日' };
const READABLE = new Set(['S20.3.1', '昭20.3.1', '1945-03-01', '昭和20年3月1日']);
const parse = vi.fn(
  async (text: string): Promise<DateReading> => ({
    date: READABLE.has(text) ? BORN : null,
    findings: [],
  }),
);
const seen: string[] = [];

function Sample({ start = '' }: { start?: string }) {
  const [value, setValue] = useState(start);
  return (
    <DateField
      label="生年月日"
      value={value}
      parse={parse}
      onChange={(next) => {
        seen.push(next);
        setValue(next);
      }}
    />
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  seen.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

const wait = () => act(() => vi.advanceTimersByTimeAsync(400));

test('shows both calendars of what was typed, and gives the ISO date on', async () => {
  render(<Sample />);
  const input = screen.getByLabelText('生年月日');
  fireEvent.change(input, { target: { value: '昭20.3.1' } });
  await wait();
  expect(screen.getByText('昭和20年3月1日（1945年3月1日）')).toBeTruthy();
  expect(seen.at(-1)).toBe('1945-03-01');
  expect(input).toHaveProperty('value', '昭20.3.1');
});

test('what the form came with is shown in both calendars and is no change', async () => {
  render(<Sample start="昭和20年3月1日" />);
  await wait();
  expect(screen.getByText('昭和20年3月1日（1945年3月1日）')).toBeTruthy();
  expect(seen).toEqual([]);
});

test('asks once after the last key', async () => {
  render(<Sample />);
  const input = screen.getByLabelText('生年月日');
  parse.mockClear();
  for (const value of ['S', 'S2', 'S20', 'S20.3.1']) fireEvent.change(input, { target: { value } });
  await wait();
  expect(parse.mock.calls.map(([text]) => text)).toEqual(['S20.3.1']);
});

test('keeps what cannot be read and says so when the field is left', async () => {
  render(<Sample />);
  const input = screen.getByLabelText('生年月日');
  act(() => input.focus());
  fireEvent.change(input, { target: { value: '昭和99年' } });
  await wait();
  expect(screen.queryByText(/日付として読めません/)).toBeNull();
  act(() => input.blur());
  await wait();
  expect(screen.getByText(/日付として読めません/)).toBeTruthy();
  expect(input).toHaveProperty('value', '昭和99年');
  expect(seen.at(-1)).toBe('昭和99年');
});

test('shows a date from the record the way people write it, without changing the record', async () => {
  render(<Sample start="1945-03-01" />);
  await wait();
  expect(screen.getByLabelText('生年月日')).toHaveProperty('value', '昭和20年3月1日');
  expect(seen.filter((value) => value !== '1945-03-01')).toEqual([]);
});

test('an answer that comes after newer typing is ignored', async () => {
  const answers: ((read: DateReading) => void)[] = [];
  parse.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
  render(<Sample />);
  const input = screen.getByLabelText('生年月日');
  fireEvent.change(input, { target: { value: 'S20.3.1' } });
  await wait();
  fireEvent.change(input, { target: { value: 'S20.3.11' } });
  await wait();
  await act(async () => answers[0]?.({ date: BORN, findings: [] }));
  expect(seen.at(-1)).toBe('S20.3.11');
});
