import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Chart, ConditionForm, EntrySave, RowShown } from '../../api/bindings';
import { type Answers, day, draw, openFront, playCore } from '../../testing/host';
import { ChartPage } from './ChartPage';
import { KIND_IDS, KINDS, NEW_COMMON } from './kinds';
import { withDesignated } from './LabCodePicker';
import { joinModifiers, splitModifiers, tidyModifiers, toggleModifier } from './modifiers';

const patient: Chart['patient'] = {
  id: 'p1',
  version: 1,
  chart_number: '1',
  name: '山田 花子',
  kana: 'ヤマダ ハナコ',
  birth_date: day('1945-03-01'),
  age: '81歳',
  sex: 'female',
  address: '',
  phone: '',
  same_name: false,
};

const row = (id: string, title: string, change: Partial<RowShown> = {}): RowShown => ({
  id,
  version: 4,
  kind: 'condition',
  title,
  detail: '',
  on: null,
  ended: false,
  source: 'own',
  confirmed: '文箱 一郎',
  last_checked: day('2026-11-20'),
  coded: false,
  standing: 'registered',
  patient_sees: 'seen',
  others_see: 'seen',
  ...change,
});

const condition = (text: string, change: Partial<ConditionForm> = {}): ConditionForm => ({
  text,
  codes: [],
  prefixes: [],
  suffixes: [],
  suspected: false,
  principal: false,
  onset: '',
  outcome: null,
  outcome_on: '',
  common: NEW_COMMON,
  ...change,
});

const chart = (change: Partial<Chart> = {}): Chart => ({
  patient,
  conditions: [
    { row: row('c1', '高血圧症'), form: condition('高血圧症') },
    { row: row('c2', '気管支炎', { ended: true }), form: condition('気管支炎', { outcome: 'cured' }) },
  ],
  allergies: [],
  infections: [],
  lab_results: [],
  prescriptions: [],
  no_allergy: null,
  no_contraindication: null,
  retracted: [],
  ...change,
});

const core = (answers: Answers = {}) =>
  playCore({
    front_state: () => openFront(),
    chart_get: () => chart(),
    reports_today: () => ({ reports: [], findings: [] }),
    lab_code_search: () => ({ choices: [], more: false, imported: true }),
    entry_check: () => ({ findings: [] }),
    date_read: ({ text }) => ({ date: day(text), findings: [] }),
    ...answers,
  });

test('a new row never starts with a flag, of any kind', () => {
  for (const id of KIND_IDS) {
    expect(Object.values(KINDS[id].blank().common.flags)).toEqual([false, false, false]);
  }
});

test('what follows a drug is the next one of the same RP, with the shared usage and days', () => {
  const { blank, follow } = KINDS.prescription;
  const next = follow({
    ...blank(),
    text: 'A錠',
    rp: 2,
    order: 1,
    usage: '1日1回',
    days: '14',
    dose: '1',
  } as never);
  expect(next).toMatchObject({ text: '', rp: 2, order: 2, usage: '1日1回', days: '14', dose: '' });
});

test('modifiers keep their codes through the line of text, and an open end is no modifier', () => {
  const left = { text: '左', codes: [{ system: 'modifier-receipt' as const, code: '2056', display: '左' }] };
  const typed = splitModifiers('左、急性、', [left]);
  expect(joinModifiers(typed)).toBe('左、急性、');
  expect(tidyModifiers(typed)).toEqual([left, { text: '急性', codes: [] }]);
  expect(toggleModifier([left], '左')).toEqual([]);
  expect(toggleModifier([left], '急性').map(({ text }) => text)).toEqual(['左', '急性']);
});

test('ended rows are out of sight until asked for', async () => {
  const user = userEvent.setup();
  core();
  draw(<ChartPage patientId="p1" kind="condition" />);
  await screen.findByRole('button', { name: '高血圧症' });
  expect(screen.queryByText('気管支炎')).toBeNull();
  await user.click(screen.getByRole('checkbox'));
  expect(await screen.findByText('気管支炎')).toBeTruthy();
});

test('a row is added and can be taken back', async () => {
  const user = userEvent.setup();
  const played = core({
    entry_save: () => ({ id: 'c9', version: 1, findings: [] }),
    entry_retract: () => ({}),
  });
  draw(<ChartPage patientId="p1" kind="condition" />);
  await user.click(await screen.findByRole('button', { name: '傷病名を追加' }));
  await user.click(screen.getByRole('button', { name: '左' }));
  await user.type(screen.getByRole('textbox', { name: /^傷病名/ }), '前腕骨折');
  await user.click(screen.getByRole('checkbox', { name: '疑い' }));
  expect(screen.getByText('記録される名前: 左前腕骨折（疑い）')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '保存' }));
  await user.click(await screen.findByRole('button', { name: '元に戻す' }));
  await waitFor(() =>
    expect(played.asked.find(([name]) => name === 'entry_retract')?.[1]).toEqual({
      id: 'c9',
      version: 1,
      kind: 'condition',
    }),
  );
  const saved = played.asked.find(([name]) => name === 'entry_save')?.[1] as EntrySave;
  expect(saved).toMatchObject({ patient_id: 'p1', id: null, version: 0, entry: { type: 'condition' } });
  expect(saved.entry.form).toMatchObject({
    text: '前腕骨折',
    suspected: true,
    prefixes: [{ text: '左', codes: [] }],
  });
});

test('ending a condition asks how and when, and starts from the version on screen', async () => {
  const user = userEvent.setup();
  const played = core({ entry_save: () => ({ id: 'c1', version: 5, findings: [] }) });
  draw(<ChartPage patientId="p1" kind="condition" />);
  await user.click(await screen.findByRole('button', { name: '高血圧症を終了' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByRole('button', { name: '終了' })).toHaveProperty('disabled', true);
  await user.click(dialog.getByLabelText('軽快'));
  await user.click(dialog.getByRole('button', { name: '終了' }));
  await waitFor(() =>
    expect(played.asked.find(([name]) => name === 'entry_save')?.[1]).toMatchObject({
      id: 'c1',
      version: 4,
      entry: { form: { text: '高血圧症', outcome: 'improved', outcome_on: '2026-11-22' } },
    }),
  );
});

test('なし is offered only while no row says the contrary', async () => {
  core();
  const first = draw(<ChartPage patientId="p1" kind="allergy" />);
  expect(await screen.findByText('まだ確かめていません。')).toBeTruthy();
  first.unmount();
  core({
    chart_get: () =>
      chart({
        allergies: [
          {
            row: row('a1', '卵', { kind: 'allergy' }),
            form: KINDS.allergy.blank() as Chart['allergies'][number]['form'],
          },
        ],
      }),
  });
  draw(<ChartPage patientId="p1" kind="allergy" />);
  expect(await screen.findByText(/「あり」として扱います/)).toBeTruthy();
  expect(screen.queryByLabelText('なし')).toBeNull();
});

test('a row says who sees it through the national service, or why nobody does', async () => {
  core({
    chart_get: () =>
      chart({
        conditions: [
          {
            row: row('c1', '胃癌', { patient_sees: 'hidden', others_see: 'marked' }),
            form: condition('胃癌'),
          },
          {
            row: row('c2', '気管支喘息', {
              source: 'reported',
              standing: 'reported',
              patient_sees: 'hidden',
              others_see: 'hidden',
            }),
            form: condition('気管支喘息'),
          },
        ],
      }),
    reports_today: () => ({
      reports: [{ kind: 'conditions', sampled: null, state: 'new', rows: 1, ready: true, findings: [] }],
      findings: [],
    }),
  });
  draw(<ChartPage patientId="p1" kind="condition" />);
  expect(await screen.findByText('患者さん: 見えない')).toBeTruthy();
  expect(screen.getByText('他院: 未告知の印つきで見える')).toBeTruthy();
  expect(screen.getByText('登録しません（患者さんの申告）')).toBeTruthy();
  expect(await screen.findByText('新しく登録')).toBeTruthy();
});

test('a code that is picked goes with the row, in the place of another designated one', async () => {
  const user = userEvent.setup();
  const code = { system: 'lab-core-jlac10' as const, code: '3B035000002327201', display: 'AST' };
  const played = core({
    lab_code_search: () => ({
      choices: [{ name: 'AST', item: 'AST(GOT)', unit: 'U/L', specimen: '血清', method: '', code }],
      more: false,
      imported: true,
    }),
    entry_save: () => ({ id: 'l1', version: 1, findings: [] }),
  });
  draw(<ChartPage patientId="p1" kind="lab_result" />);
  await user.click(await screen.findByRole('button', { name: '検査を追加' }));
  await user.type(screen.getByLabelText(/検査項目/), 'AST');
  await user.click(screen.getByRole('button', { name: '指定項目から選ぶ' }));
  await user.click(await screen.findByRole('button', { name: 'AST 血清 3B035000002327201を選ぶ' }));
  await user.click(screen.getByRole('button', { name: '保存して続けて追加' }));
  await waitFor(() => expect(played.asked.some(([name]) => name === 'entry_save')).toBe(true));
  const saved = played.asked.find(([name]) => name === 'entry_save')?.[1] as EntrySave;
  expect(saved.entry.form).toMatchObject({ codes: [code], unit: 'U/L', specimen: '血清' });
  expect(
    withDesignated([code, { system: 'lab-local', code: 'A', display: 'A' }], { ...code, code: 'X' }).map(
      (one) => one.code,
    ),
  ).toEqual(['A', 'X']);
});
