import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { LetterRow } from '../../api/bindings';
import { t } from '../../i18n/ja';
import { day, draw, PATIENT, playCore } from '../../testing/host';
import { FinalizeDialog } from './FinalizeDialog';

const ROW: LetterRow = {
  id: 'l1',
  patient: PATIENT,
  document: 'referral_letter',
  kind: 'referral',
  state: 'draft',
  versions: 0,
  receiver: '文箱記念病院',
  receiver_line: '',
  changed: day('2026-11-25'),
  finalized: null,
  bundle: false,
  outbox: null,
  issued: [],
};

function asked(sendable: boolean | null) {
  playCore({
    patient_get: () => ({ row: PATIENT, form: {}, namesakes: [], duplicates: [], merges: [] }) as never,
  });
  const go = vi.fn();
  draw(
    <FinalizeDialog
      row={ROW}
      goesTo="文箱記念病院"
      warnings={[]}
      sendable={sendable}
      pending={false}
      error={null}
      onGo={go}
      onClose={() => undefined}
    />,
  );
  return go;
}

const press = (user: ReturnType<typeof userEvent.setup>): Promise<void> =>
  user.click(screen.getByRole('button', { name: 'この患者の紹介状として確定する' }));

test('a letter goes by wire so that nobody reads it before the patient agrees, unless said otherwise', async () => {
  const user = userEvent.setup();
  const go = asked(true);
  await press(user);
  expect(go).toHaveBeenLastCalledWith('later');
  await user.click(screen.getByRole('radio', { name: new RegExp(t.outbox.consents.oral.label) }));
  await press(user);
  expect(go).toHaveBeenLastCalledWith('oral');
  await user.click(screen.getByRole('radio', { name: new RegExp(t.outbox.consents.none.label) }));
  await press(user);
  expect(go).toHaveBeenLastCalledWith(null);
});

test('a letter without data for the service says so and goes on paper', async () => {
  const user = userEvent.setup();
  const go = asked(false);
  expect(screen.getByText(t.outbox.noBundle)).toBeTruthy();
  expect(screen.queryByRole('radio')).toBeNull();
  await press(user);
  expect(go).toHaveBeenLastCalledWith(null);
});

test('a clinic without a terminal is asked nothing', async () => {
  const user = userEvent.setup();
  const go = asked(null);
  expect(screen.queryByRole('radio')).toBeNull();
  expect(screen.queryByText(t.outbox.noBundle)).toBeNull();
  await press(user);
  expect(go).toHaveBeenLastCalledWith(null);
});
