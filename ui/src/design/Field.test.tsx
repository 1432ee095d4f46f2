import { fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { FindingShown } from '../api/bindings';
import { Field, type FieldKind } from './Field';
import { at, under } from './Findings';

const finding = (path: string, severity: FindingShown['severity'], message: string): FindingShown => ({
  path,
  rule: 'sample.rule',
  severity,
  message,
});

function Sample({ kind, findings }: { kind?: FieldKind; findings?: FindingShown[] }) {
  const [value, setValue] = useState('');
  return <Field label="欄" value={value} onChange={setValue} kind={kind} findings={findings} required />;
}

test('an error marks the field and its sentence describes it to a reader', () => {
  render(<Sample findings={[finding('name', 'error', '氏名を入力してください。')]} />);
  const input = screen.getByLabelText(/欄/);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const notes = document.getElementById(input.getAttribute('aria-describedby')?.split(' ')[0] ?? '');
  expect(notes?.textContent).toContain('氏名を入力してください。');
  expect(notes?.textContent).toContain('直してください');
});

test('a warning is said without marking the field as wrong', () => {
  render(<Sample findings={[finding('name', 'warning', '確かめてください。')]} />);
  expect(screen.getByLabelText(/欄/).getAttribute('aria-invalid')).not.toBe('true');
  expect(screen.getByText('確かめてください。')).toBeTruthy();
});

test('kana becomes full-width katakana when the field is left, not before', async () => {
  const user = userEvent.setup();
  render(<Sample kind="kana" />);
  const input = screen.getByLabelText(/欄/);
  await user.type(input, 'やまだ ﾊﾅｺ');
  expect(input).toHaveProperty('value', 'やまだ ﾊﾅｺ');
  fireEvent.blur(input);
  expect(input).toHaveProperty('value', 'ヤマダ ハナコ');
});

test('full-width digits of a code become half-width', async () => {
  const user = userEvent.setup();
  render(<Sample kind="code" />);
  const input = screen.getByLabelText(/欄/);
  await user.type(input, '０６ー１２３４');
  fireEvent.blur(input);
  expect(input).toHaveProperty('value', '06-1234');
});

test('free text is left as it was typed', async () => {
  const user = userEvent.setup();
  render(<Sample />);
  const input = screen.getByLabelText(/欄/);
  await user.type(input, '１２ﾊﾝｶｸ');
  fireEvent.blur(input);
  expect(input).toHaveProperty('value', '１２ﾊﾝｶｸ');
});

test('findings are picked by their place', () => {
  const all = ['insurance', 'insurance.symbol', 'insurances', 'insurance[0]'].map((path) =>
    finding(path, 'info', path),
  );
  expect(at(all, 'insurance').map(({ path }) => path)).toEqual(['insurance']);
  expect(under(all, 'insurance').map(({ path }) => path)).toEqual([
    'insurance',
    'insurance.symbol',
    'insurance[0]',
  ]);
});
