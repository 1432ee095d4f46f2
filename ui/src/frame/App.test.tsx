import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { PatientDetail, PatientForm } from '../api/bindings';
import { installShortcuts } from '../keyboard/registry';
import { type Answers, day, draw, openFront, PATIENT, playCore, refusal } from '../testing/host';
import { App } from './App';

const ROW = PATIENT;
const FORM: PatientForm = {
  chart_number: '123',
  name: ROW.name,
  kana: ROW.kana,
  birth_date: '1945-03-01',
  sex: 'female',
  postal_code: '',
  address: ROW.address,
  phone: '',
  occupation: '',
  insurance: { insurer_number: '', symbol: '', number: '', branch: '', no_branch: false },
  public_payers: [],
};
const DETAIL: PatientDetail = { row: ROW, form: FORM, namesakes: [], duplicates: [], merges: [] };

const clinic = (): Answers => ({
  front_state: () => openFront(),
  patient_search: () => [ROW],
  patient_get: () => DETAIL,
  patient_check: () => ({ findings: [] }),
  date_read: () => ({ date: day('1945-03-01', '昭和20年3月1日'), findings: [] }),
});

beforeEach(async () => {
  await act(async () => {
    window.location.hash = '';
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
});

test('first run: a refused clinic stays on its step with the finding at its field', async () => {
  const user = userEvent.setup();
  const finding = {
    path: 'institution.code',
    rule: 'x',
    severity: 'error' as const,
    message: '10けたで入力してください。',
  };
  playCore({
    front_state: () => openFront({ door: 'setup', staff: null }),
    front_sheet: () => {
      throw refusal('Rejected', [finding, { ...finding, path: 'doctor.name' }]);
    },
  });
  draw(<App />);
  await user.type(await screen.findByLabelText(/医療機関番号/), '12');
  await user.click(screen.getByRole('button', { name: '次へ' }));
  expect(await screen.findByText(finding.message)).toBeTruthy();
  expect(screen.getByLabelText(/医療機関番号/).getAttribute('aria-invalid')).toBe('true');
});

test('first run: nothing is made before the last group of the passphrase has been typed again', async () => {
  const user = userEvent.setup();
  const core = playCore({
    front_state: () => openFront({ door: 'setup', staff: null }),
    front_sheet: () => ({ passphrase: 'ABCD-EFGH-JKMN', clinic: '文箱内科医院', made_on: day('2026-11-22') }),
    front_setup: () => openFront(),
  });
  draw(<App />);
  await user.click(await screen.findByRole('button', { name: '次へ' }));
  await user.click(await screen.findByRole('button', { name: '復旧用の用紙へ' }));
  await screen.findByText('ABCD-EFGH-JKMN');
  await user.click(screen.getByRole('checkbox'));
  const go = screen.getByRole('button', { name: '文箱を使いはじめる' });
  await user.type(screen.getByLabelText(/最後のひと区切り/), 'EFGH');
  await user.click(go);
  expect(await screen.findByText(/もう一度見てください/)).toBeTruthy();
  expect(core.asked.map(([name]) => name)).not.toContain('front_setup');
  await user.clear(screen.getByLabelText(/最後のひと区切り/));
  await user.type(screen.getByLabelText(/最後のひと区切り/), 'ｊｋｍｎ');
  await user.click(go);
  await waitFor(() => expect(core.asked.map(([name]) => name)).toContain('front_setup'));
});

test('a store that does not open says what is safe, and offers the passphrase only where it can help', async () => {
  playCore({
    front_state: () =>
      openFront({ door: 'closed', staff: null, trouble: 'Unavailable', trouble_args: ['network-folder'] }),
  });
  draw(<App />);
  expect(await screen.findByText(/共有フォルダーになっています/)).toBeTruthy();
  expect(screen.getByText(/そのまま残っています/)).toBeTruthy();
  expect(screen.queryByLabelText(/合言葉/)).toBeNull();
});

test('an opened patient stands on top with what tells people apart, without variation selectors', async () => {
  const user = userEvent.setup();
  playCore(clinic());
  draw(<App />);
  await user.click(await screen.findByRole('button', { name: /葛城 花子/ }));
  const bar = await screen.findByRole('region', { name: '開いている患者' });
  expect(bar.textContent).toContain('昭和20年3月1日');
  expect(bar.textContent).toContain('81歳');
  expect(bar.textContent).toContain('横浜市中区本町');
  expect(bar.textContent).not.toMatch(/[\u{E0100}-\u{E01EF}]/u);
  expect(document.title).not.toContain('花子');
});

test('the bar of a patient who is not there is closed, and the room stays', async () => {
  const core = playCore({
    ...clinic(),
    patient_get: () => Promise.reject(refusal('NotFound')),
    received_list: () => [],
  });
  window.location.hash = '#/received/nobody';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  draw(<App />);
  expect(await screen.findByRole('heading', { name: '届いた文書' })).toBeTruthy();
  expect(core.asked).toContainEqual(['patient_get', { id: 'nobody' }]);
  // Chart and documents ask for a patient again: none is open.
  await waitFor(() =>
    expect(screen.getByRole('link', { name: /診療情報/ }).getAttribute('href')).toBe('#/chart'),
  );
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('region', { name: '開いている患者' })).toBeNull();
  expect(window.location.hash).toBe('#/received/nobody');
});

test('F1 leads to the patients, and asks before something typed is lost', async () => {
  const user = userEvent.setup();
  const stop = installShortcuts(window);
  playCore(clinic());
  draw(<App />);
  await user.click(await screen.findByRole('button', { name: /葛城 花子/ }));
  await user.type(await screen.findByLabelText('職業'), '農業');
  await user.keyboard('{F1}');
  const question = await screen.findByRole('alertdialog');
  expect(question.textContent).toContain('入力の途中です');
  await user.click(screen.getByRole('button', { name: '入力に戻る' }));
  expect(screen.getByLabelText('職業')).toHaveProperty('value', '農業');
  await user.keyboard('{F1}');
  await user.click(await screen.findByRole('button', { name: '入力を捨てて移る' }));
  expect(await screen.findByText('最近の患者')).toBeTruthy();
  stop();
});

test('Ctrl+S saves with the version that the form came from; a refusal marks the field and keeps the input', async () => {
  const user = userEvent.setup();
  const stop = installShortcuts(window);
  const message = '患者番号が別の患者と同じです。';
  const core = playCore({
    ...clinic(),
    patient_save: () => {
      throw refusal('Rejected', [{ path: 'chart_number', rule: 'x', severity: 'error', message }]);
    },
  });
  draw(<App />);
  await user.click(await screen.findByRole('button', { name: /葛城 花子/ }));
  await user.type(await screen.findByLabelText('職業'), '農業');
  await user.keyboard('{Control>}s{/Control}');
  expect(await screen.findByText(message)).toBeTruthy();
  expect(screen.getByLabelText('職業')).toHaveProperty('value', '農業');
  const [, arg] = core.asked.find(([name]) => name === 'patient_save') ?? [];
  expect(arg).toMatchObject({ id: 'p1', version: 3, form: { occupation: '農業', name: ROW.name } });
  stop();
});

test('what a person may not do is off and says who may', async () => {
  const user = userEvent.setup();
  playCore({
    ...clinic(),
    front_state: () => openFront({ may: ['nobody', 'view', 'manage'] }),
  });
  draw(<App />);
  const create = await screen.findByRole('button', { name: /新しい患者を登録/ });
  expect(create.hasAttribute('disabled')).toBe(true);
  expect(create.textContent).toContain('（医師・看護師・事務のみ）');
  await user.click(create);
  expect(window.location.hash).not.toContain('new');
});

test('the letter size of the person is the core’s to keep', async () => {
  const user = userEvent.setup();
  const core = playCore({
    ...clinic(),
    front_state: () => openFront({ text_size: 150 }),
    text_size_set: () => ({}),
  });
  draw(<App />);
  const size = await screen.findByLabelText(/文字の大きさ/);
  expect(document.documentElement.dataset.textSize).toBe('150');
  await user.selectOptions(size, '200');
  await waitFor(() => expect(core.asked).toContainEqual(['text_size_set', { percent: 200 }]));
});
