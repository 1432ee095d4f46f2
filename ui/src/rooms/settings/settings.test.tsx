import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { LabItemShown, SealShown, SealsShown, StoreShown } from '../../api/bindings';
import { day, draw, openFront, playCore, refusal } from '../../testing/host';
import SettingsRoom from './index';

const STORE: StoreShown = {
  place: '/data',
  size_kib: 10,
  backups: [],
  keep: { days: 14, weeks: 8, months: 12 },
  key_kept: true,
  version: '0.1.0',
};

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

test('what the copies take together is told, and which of them stay', async () => {
  const copy = { at: day('2026-11-22'), size_kib: 1_500_000, why: 'daily' };
  const backups = ['a', 'b'].map((name) => ({ ...copy, name }));
  playCore({ store_info: () => ({ ...STORE, backups, keep: { days: 3, weeks: 3, months: 3 } }) });
  await at('data');
  draw(<SettingsRoom />);
  expect(await screen.findByText('2.9 GB')).toBeTruthy();
  expect(screen.getByText(/新しいほうから3日分と、3週間は週に1つ、3か月は月に1つを残し/)).toBeTruthy();
});

test('a new passphrase is made only after a question, and shown at once', async () => {
  const user = userEvent.setup();
  const core = playCore({
    store_info: () => STORE,
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
    bundle_format_get: () => ({
      format: { guide: '1.12.0', stamp: false, in_pdf: true },
      guides: ['1.12.0'],
    }),
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
    bundle_format_get: () => ({
      format: { guide: '1.12.0', stamp: false, in_pdf: true },
      guides: ['1.12.0'],
    }),
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

const PICTURE = new File([new Uint8Array([1, 2, 3])], 'seal.png', { type: 'image/png' });

/** A core that keeps seals as the real one does. */
function playSeals(first: SealShown[]) {
  let seals = first;
  let printed = true;
  const now = (): SealsShown => ({ printed, seals, clinic_sizes: [210, 180], doctor_sizes: [105, 120] });
  return playCore({
    front_state: () => openFront(),
    institution_get: () => ({
      version: 1,
      form: { code: '', name: '', postal_code: '', address: '', phone: '', fax: '' },
    }),
    doctor_list: () => [
      {
        id: 'd1',
        version: 1,
        active: true,
        form: { name: '文箱 一郎', kana: '', department: '', registration_number: '' },
      },
    ],
    seal_list: now,
    seal_save: ({ doctor_id, size, data }) => {
      if (data === 'BAQ=') {
        throw refusal('Rejected', [
          { path: 'data', rule: 'seal.blank', severity: 'error', message: '印影が見つかりません。' },
        ]);
      }
      const before = seals.find((seal) => seal.doctor_id === doctor_id);
      const seal = { doctor_id, size, png: data ?? before?.png ?? '' };
      seals = [...seals.filter((one) => one !== before), seal];
      return now();
    },
    seal_remove: ({ doctor_id }) => {
      seals = seals.filter((seal) => seal.doctor_id !== doctor_id);
      return now();
    },
    seals_printed_save: (save) => {
      printed = save.printed;
      return now();
    },
  });
}

test('a 個人印 is chosen, shown, made larger, removed and brought back', async () => {
  const user = userEvent.setup();
  const core = playSeals([]);
  await at('doctors');
  draw(<SettingsRoom />);
  const whose = await screen.findByRole('group', { name: '文箱 一郎の個人印' });
  expect(within(whose).getByText('まだありません')).toBeTruthy();
  await user.upload(
    within(whose).getByLabelText('文箱 一郎の個人印の画像を選ぶ', { selector: 'input' }),
    PICTURE,
  );
  expect(await within(whose).findByRole('img', { name: '文箱 一郎の個人印の印影（10.5mm）' })).toBeTruthy();
  await user.selectOptions(within(whose).getByRole('combobox'), '12mm');
  expect(await within(whose).findByRole('img', { name: '文箱 一郎の個人印の印影（12mm）' })).toBeTruthy();
  await user.click(within(whose).getByRole('button', { name: '文箱 一郎の個人印を取り除く' }));
  expect(await within(whose).findByText('まだありません')).toBeTruthy();
  const undos = screen.getAllByRole('button', { name: '元に戻す' });
  await user.click(undos[undos.length - 1] as HTMLElement);
  expect(await within(whose).findByRole('img', { name: '文箱 一郎の個人印の印影（12mm）' })).toBeTruthy();
  expect(core.asked.filter(([name]) => name === 'seal_save').map(([, arg]) => arg)).toEqual([
    { doctor_id: 'd1', size: 105, data: 'AQID' },
    { doctor_id: 'd1', size: 120, data: null },
    { doctor_id: 'd1', size: 120, data: 'AQID' },
  ]);
});

test('a picture without a seal is refused with its reason, and the 職印 before it stays', async () => {
  const user = userEvent.setup();
  playSeals([{ doctor_id: null, size: 210, png: 'AQID' }]);
  await at('clinic');
  draw(<SettingsRoom />);
  const chooser = await screen.findByLabelText('職印の画像を選ぶ', { selector: 'input' });
  await user.upload(chooser, new File([new Uint8Array([4, 4])], 'bad.png', { type: 'image/png' }));
  expect(await screen.findByText('印影が見つかりません。')).toBeTruthy();
  expect(screen.getByRole('img', { name: '職印の印影（21mm）' })).toBeTruthy();
});

test('seals are kept from paper, and put back', async () => {
  const user = userEvent.setup();
  const core = playSeals([]);
  await at('clinic');
  draw(<SettingsRoom />);
  const box = await screen.findByRole('checkbox', { name: /印影を印刷する/ });
  await user.click(box);
  await user.click(await screen.findByRole('button', { name: '元に戻す' }));
  await waitFor(() =>
    expect(core.asked.filter(([name]) => name === 'seals_printed_save').map(([, arg]) => arg)).toEqual([
      { printed: false },
      { printed: true },
    ]),
  );
});
