import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { LabItemShown } from '../../api/bindings';
import { day, draw, openFront, playCore, refusal } from '../../testing/host';
import SettingsRoom from './index';

const at = async (part: string): Promise<void> => {
  await act(async () => {
    window.location.hash = `#/settings/${part}`;
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
};

test('a template that was taken away comes back with its text', async () => {
  const user = userEvent.setup();
  const template = { id: 't1', version: 3, title: '精査', field: 'purpose', text: '{傷病名主}の精査' };
  let kept = [template];
  const core = playCore({
    template_list: () => kept,
    template_remove: () => {
      kept = [];
      return {};
    },
    template_save: (save) => {
      kept = [{ ...template, ...save, id: 't2', version: 1 }];
      return { id: 't2', version: 1, findings: [] };
    },
  });
  await at('templates');
  draw(<SettingsRoom />);
  await user.click(await screen.findByRole('button', { name: '定型文「精査」を取り除く' }));
  expect(await screen.findByText('定型文がまだありません')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '元に戻す' }));
  expect(await screen.findByText('{傷病名主}の精査')).toBeTruthy();
  expect(core.asked.find(([name]) => name === 'template_save')?.[1]).toEqual({
    id: null,
    version: 0,
    title: '精査',
    field: 'purpose',
    text: '{傷病名主}の精査',
  });
});

test('the last manager stays: the refusal stands in the window, and the input with it', async () => {
  const user = userEvent.setup();
  const message = '設定を変えられる人がいなくなります。';
  const core = playCore({
    front_state: () => openFront(),
    staff_list: () => [{ id: 's1', version: 2, name: '文箱 一郎', role: 'doctor', active: true }],
    staff_save: () => {
      throw refusal('Rejected', [{ path: 'active', rule: 'x', severity: 'error', message }]);
    },
  });
  await at('staff');
  draw(<SettingsRoom />);
  await user.click(await screen.findByRole('button', { name: '文箱 一郎' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('checkbox'));
  await user.click(within(dialog).getByRole('button', { name: '保存' }));
  expect(await within(dialog).findByText(message)).toBeTruthy();
  expect(core.asked.find(([name]) => name === 'staff_save')?.[1]).toEqual({
    id: 's1',
    version: 2,
    name: '文箱 一郎',
    role: 'doctor',
    active: false,
  });
});

test('a new passphrase is made only after a question, and shown at once', async () => {
  const user = userEvent.setup();
  const core = playCore({
    store_info: () => ({ place: '/data', size_kib: 10, backups: [], key_kept: true, version: '0.1.0' }),
    recovery_renew: () => ({ passphrase: 'ABCD-EFGH', clinic: '文箱内科医院', made_on: day('2026-11-22') }),
  });
  await at('data');
  draw(<SettingsRoom />);
  await user.click(await screen.findByRole('button', { name: '合言葉を作り直す' }));
  const question = await screen.findByRole('alertdialog');
  expect(core.asked.map(([name]) => name)).not.toContain('recovery_renew');
  await user.click(within(question).getByRole('button', { name: '合言葉を作り直す' }));
  await waitFor(() => expect(screen.getByText('ABCD-EFGH')).toBeTruthy());
});

test('a remembered laboratory item is shown with its codes, forgotten and remembered again', async () => {
  const user = userEvent.setup();
  const code = { system: 'lab-core-jlac10', code: '3B035000002327201', display: 'AST' } as const;
  const item: LabItemShown = { name: 'AST(GOT)', specimen: '血清', codes: [code] };
  let items = [item];
  const core = playCore({
    bundle_format_get: () => ({ format: { guide: '1.12.0', stamp: false }, guides: ['1.12.0'] }),
    lab_item_list: () => ({ items, imported: 0 }),
    lab_item_forget: () => {
      items = [];
      return {};
    },
    lab_item_restore: (back) => {
      items = [{ ...item, ...back }];
      return {};
    },
  });
  await at('service');
  draw(<SettingsRoom />);
  expect(await screen.findByText('AST 3B035000002327201')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'AST(GOT)のコードを忘れる' }));
  expect(await screen.findByText('覚えている項目はありません')).toBeTruthy();
  expect(core.asked.find(([name]) => name === 'lab_item_forget')?.[1]).toEqual({
    name: 'AST(GOT)',
    specimen: '血清',
  });
  await user.click(screen.getByRole('button', { name: '元に戻す' }));
  expect(await screen.findByText('AST 3B035000002327201')).toBeTruthy();
  expect(core.asked.find(([name]) => name === 'lab_item_restore')?.[1]).toEqual(item);
});

test('the list of laboratory codes is taken in from a file, and says which lines it passed over', async () => {
  const user = userEvent.setup();
  const message = '3行目のコードの形が正しくないため取り込みませんでした。';
  let imported = 0;
  const core = playCore({
    front_state: () => openFront(),
    bundle_format_get: () => ({ format: { guide: '1.12.0', stamp: false }, guides: ['1.12.0'] }),
    lab_item_list: () => ({ items: [], imported }),
    lab_codes_import: () => {
      imported = 8623;
      const finding = {
        path: 'file.lines[3]',
        rule: 'lab-codes.code',
        severity: 'warning' as const,
        message,
      };
      return { done: true, codes: imported, findings: [finding] };
    },
  });
  await at('service');
  draw(<SettingsRoom />);
  expect(await screen.findByText(/検査コード表はまだ取り込んでいません/)).toBeTruthy();
  await user.upload(screen.getByLabelText('検査コード表のファイル'), new File(['kind'], 'codes.tsv'));
  expect(await screen.findByText('検査コード表を取り込みました（8,623件）。')).toBeTruthy();
  expect(screen.getByText(message)).toBeTruthy();
  expect(await screen.findByText('検査コード表を取り込んであります（8,623件）。')).toBeTruthy();
  expect(core.asked.find(([name]) => name === 'lab_codes_import')?.[1]).toEqual({ bytes: btoa('kind') });
});
