import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Arrival, PatientDetail, PatientForm } from '../../api/bindings';
import {
  type Answers,
  ARRIVAL,
  day,
  dayOf,
  draw,
  PATIENT,
  playCore,
  refusal,
  TERMINAL,
} from '../../testing/host';
import { Today } from './Today';

const FORM: PatientForm = {
  chart_number: '2001',
  name: '',
  kana: 'タカハシ ハナコ',
  birth_date: '1980-04-05',
  sex: 'female',
  postal_code: '',
  address: '',
  phone: '',
  occupation: '',
  insurance: {
    insurer_number: '06990011',
    symbol: 'みほん',
    number: '1234567',
    branch: '02',
    no_branch: false,
  },
  public_payers: [],
};
const DETAIL: PatientDetail = { row: PATIENT, form: FORM, namesakes: [], duplicates: [], merges: [] };

const MATCHED: Arrival = { ...ARRIVAL, state: 'matched', patient: PATIENT, matched_by: 'insurance' };

const connected: Answers = { terminal_state: () => TERMINAL };

test('somebody new is registered with one press, and the row says what was told', async () => {
  const user = userEvent.setup();
  const core = playCore({
    ...connected,
    reception_today: () => dayOf(ARRIVAL),
    reception_register: () => ({ patient: DETAIL, findings: [] }),
  });
  draw(<Today />);
  const card = await screen.findByRole('listitem');
  expect(card.textContent).toContain('9:12');
  expect(card.textContent).toContain('平成11年9月9日（27歳）');
  await user.click(within(card).getByRole('button', { name: '見本　進さんをこの内容で登録' }));
  await waitFor(() =>
    expect(core.asked).toContainEqual(['reception_register', { eligibility_id: 'a1', form: null }]),
  );
});

test('a character that the insurers cannot write has to be typed before anybody is registered', async () => {
  const user = userEvent.setup();
  const marked = { ...ARRIVAL, told: { ...ARRIVAL.told, name: '●橋　花子', marked: true } };
  const core = playCore({
    ...connected,
    reception_today: () => dayOf(marked),
    reception_form: () => FORM,
    reception_register: () => ({ patient: DETAIL, findings: [] }),
  });
  draw(<Today />);
  const go = await screen.findByRole('button', { name: /をこの内容で登録/ });
  expect(go.hasAttribute('disabled')).toBe(true);
  const name = screen.getByLabelText(/氏名（正しい漢字）/);
  await user.clear(name);
  await user.type(name, '髙橋　花子');
  await user.click(go);
  await waitFor(() =>
    expect(core.asked).toContainEqual([
      'reception_register',
      { eligibility_id: 'a1', form: { ...FORM, name: '髙橋　花子' } },
    ]),
  );
});

test('a refused registration keeps what was typed and says why at the field', async () => {
  const user = userEvent.setup();
  const message = '氏名の文字を確かめてください。';
  playCore({
    ...connected,
    reception_today: () => dayOf({ ...ARRIVAL, told: { ...ARRIVAL.told, name: '●', marked: true } }),
    reception_form: () => FORM,
    reception_register: () => {
      throw refusal('Rejected', [{ path: 'name', rule: 'x', severity: 'error', message }]);
    },
  });
  draw(<Today />);
  const name = await screen.findByLabelText(/氏名（正しい漢字）/);
  await user.clear(name);
  await user.type(name, '髙');
  await user.click(screen.getByRole('button', { name: /をこの内容で登録/ }));
  await screen.findByText(message);
  expect(name).toHaveProperty('value', '髙');
});

test('proposals are compared side by side; a choice can be taken back', async () => {
  const user = userEvent.setup();
  const core = playCore({
    ...connected,
    reception_today: () =>
      dayOf({
        ...ARRIVAL,
        state: 'proposed',
        twin: true,
        proposals: [
          {
            patient: PATIENT,
            agreement: {
              reference: false,
              card: 'same',
              branch: 'differs',
              birth_date: 'same',
              name: 'unsaid',
              sex: 'unsaid',
            },
            differences: [{ field: 'insurance.branch', told: '00', stored: '01', adoptable: true, why: '' }],
          },
        ],
      }),
    reception_match: () => ({}),
    reception_unmatch: () => ({}),
  });
  draw(<Today />);
  await screen.findByText(/双子など/);
  expect(screen.getByText('枝番がちがう')).toBeTruthy();
  const row = screen.getByRole('row', { name: /枝番/ });
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['00', '01']);
  await user.click(screen.getByRole('button', { name: `患者番号${PATIENT.chart_number}の、この患者です` }));
  await waitFor(() =>
    expect(core.asked).toContainEqual(['reception_match', { eligibility_id: 'a1', patient_id: PATIENT.id }]),
  );
  await user.click(await screen.findByRole('button', { name: '元に戻す' }));
  await waitFor(() => expect(core.asked).toContainEqual(['reception_unmatch', { id: 'a1' }]));
});

test('only what is ticked goes into the record, a name with ● never, and it can be taken back', async () => {
  const user = userEvent.setup();
  const core = playCore({
    ...connected,
    reception_today: () =>
      dayOf({
        ...MATCHED,
        differences: [
          { field: 'address', told: '東京都', stored: '', adoptable: true, why: '' },
          { field: 'insurance.number', told: '9001', stored: '9000', adoptable: true, why: '' },
          { field: 'name', told: '●橋　花子', stored: '髙橋 花子', adoptable: false, why: '●があります' },
        ],
      }),
    reception_adopt: () => ({ patient: DETAIL, before: { ...FORM, name: '髙橋 花子' } }),
    patient_save: () => ({ patient: DETAIL, findings: [] }),
  });
  draw(<Today />);
  const go = await screen.findByRole('button', { name: '選んだ項目を記録に反映する' });
  expect(go.hasAttribute('disabled')).toBe(true);
  expect(screen.queryByRole('checkbox', { name: '氏名を反映する' })).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: '番号を反映する' }));
  await user.click(screen.getByRole('button', { name: '選んだ1項目を記録に反映する' }));
  await waitFor(() =>
    expect(core.asked).toContainEqual([
      'reception_adopt',
      { eligibility_id: 'a1', fields: ['insurance.number'] },
    ]),
  );
  await user.click(await screen.findByRole('button', { name: '元に戻す' }));
  await waitFor(() =>
    expect(core.asked).toContainEqual([
      'patient_save',
      { id: PATIENT.id, version: PATIENT.version, form: { ...FORM, name: '髙橋 花子' } },
    ]),
  );
});

test('what may be looked at is told with its end, and what is over is told as over', async () => {
  playCore({
    ...connected,
    reception_today: () =>
      dayOf({
        ...MATCHED,
        consents: [
          {
            kind: 'drugs',
            view: 'drugs',
            label: '薬剤情報',
            given: true,
            until: day('2026-11-26T09:12', '令和8年11月26日 9:12'),
            open: true,
          },
          {
            kind: 'checkup',
            view: 'checkup',
            label: '特定健診',
            given: true,
            until: null,
            open: false,
          },
        ],
      }),
  });
  draw(<Today />);
  expect(await screen.findByText('令和8年11月26日 9:12まで')).toBeTruthy();
  expect(screen.getByText('期限切れ')).toBeTruthy();
});

test('a tap appears by itself', async () => {
  let now = dayOf();
  const core = playCore({ ...connected, reception_today: () => now });
  draw(<Today />, { changes: true });
  await screen.findByText('今日はまだ、カードの読み取りがありません');
  now = dayOf(ARRIVAL);
  core.change(['reception']);
  await screen.findByText('ミホン ススム');
});

test('with the terminal switched off the empty list leads to its settings', async () => {
  const user = userEvent.setup();
  playCore({
    terminal_state: () => ({ ...TERMINAL, on: false, lamp: 'off' }),
    reception_today: () => dayOf(),
  });
  draw(<Today />);
  await user.click(await screen.findByRole('button', { name: '端末の設定へ' }));
  expect(window.location.hash).toBe('#/terminal/settings');
});
