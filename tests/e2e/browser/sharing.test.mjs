// What the national service would get: rows with codes, who sees them, today's units, and a letter with its seldom
// parts: a file, a folded item, a row of 家族歴.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accessible,
  ask,
  button,
  enter,
  field,
  finish,
  open,
  pictured,
  settled,
  title,
} from '../support/browser.mjs';
import { filled } from '../support/letter.mjs';
import { served } from '../support/served.mjs';

const own = served({ demo: true, fresh: true });

/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The demonstration, with somebody sitting there; the id of the patient of this number. */
async function seated(number) {
  const page = await open(own.browser, own.server.address);
  await title(page, '担当者を選んでください').waitFor();
  await button(page, '見本').click();
  await title(page, '受付・患者').waitFor();
  const [patient] = await ask(page, 'patient_search', { text: number });
  return { page, id: patient.id };
}

test('rows with codes say who sees them and stand in a unit of today', async () => {
  const { page, id } = await seated('1002');
  await pictured(page, 'sharing', async () => {
    await enter(page, `/chart/${id}/condition`);
    const units = page.getByRole('table', { name: '今日、国のサービスに登録する内容' });
    const conditions = units.getByRole('row', { name: /^傷病名/ });
    await conditions.filter({ hasText: '1件' }).waitFor();

    await button(page, '傷病名を追加').click();
    await field(page, '傷病名').fill('前腕骨折');
    await page.getByLabel('発症日・診療開始日').fill('R5.4.1');
    await page.getByText('コード（分かるときだけ）').click();
    await button(page, 'コードを追加').click();
    await page.getByLabel('コードの種類').selectOption({ label: '病名管理番号' });
    await field(page, 'コード').fill('20068006');
    await field(page, 'コードの名称').fill('前腕骨折');
    await page.keyboard.press('Control+s');
    const fracture = page.getByRole('row', { name: /前腕骨折/ });
    await fracture.filter({ hasText: 'コードあり' }).filter({ hasText: '患者さん: 見える' }).waitFor();
    await conditions.filter({ hasText: '2件' }).waitFor();

    await enter(page, `/chart/${id}/lab_result`);
    await button(page, '検査を追加').click();
    await field(page, '検査項目').fill('AST');
    await field(page, '値').fill('28');
    await page.getByLabel('採取日時').fill('R8.11.1');
    await button(page, '指定項目から選ぶ').click();
    await page.getByText('検査コード表を取り込んでいないため').waitFor();
    await accessible(page, 'chart, codes of a laboratory item');
    await page.getByRole('button', { name: /^AST .*を選ぶ$/ }).click();
    await page.getByText(/コード（分かるときだけ）: AST 3B035/).waitFor();
    assert.equal(await field(page, '単位').inputValue(), 'U/L');
    await page.keyboard.press('Control+s');
    const ast = page.getByRole('row', { name: /AST/ });
    await ast.filter({ hasText: 'コードあり' }).filter({ hasText: '他院: 見える' }).waitFor();
    await units
      .getByRole('row', { name: /令和8年11月1日/ })
      .filter({ hasText: '新しく登録' })
      .waitFor();
    await settled(page);
    await accessible(page, 'chart, units of today');
  });
  await finish(page);
});

test('a letter goes with a file, a seldom item and a row of 家族歴', async () => {
  const { page, id } = await seated('1002');
  await pictured(page, 'letter-parts', async () => {
    const made = await ask(page, 'letter_create', {
      patient_id: id,
      kind: 'referral',
      from: null,
      form: null,
    });
    const letter = made.row.id;
    await ask(page, 'letter_save', { id: letter, version: made.version, form: filled(made.form) });
    await enter(page, `/letters/${id}/${letter}`);

    await button(page, '家族歴の行を加える').click();
    const row = page.getByRole('group', { name: '家族歴 1行目' });
    await row.getByLabel('続柄').selectOption({ label: '父' });
    await field(row, '病名').fill('脳梗塞');
    await field(row, '発症年齢（歳）').fill('62');

    await page.getByText('さらに項目を開く').click();
    await page.getByLabel('予防接種歴').fill('インフルエンザワクチン 令和8年11月');
    await page.getByText('書いてある項目: 予防接種歴').waitFor();

    const file = page.locator('input[type=file]');
    await file.setInputFiles({ name: '覚え書き.txt', mimeType: 'text/plain', buffer: Buffer.from('text') });
    await page.getByText('「覚え書き.txt」は添付できませんでした。').waitFor();
    await file.setInputFiles({ name: '心電図.png', mimeType: 'image/png', buffer: PICTURE });
    assert.match(await field(page, '添付1の名前').inputValue(), /^心電図/);
    await accessible(page, 'letter, with a file and a row of 家族歴');

    await page.getByText('確定に必要なところはそろっています。').waitFor();
    await page.keyboard.press('F12');
    await button(page.getByRole('alertdialog'), 'この患者の紹介状として確定する').click();
    await page.getByRole('heading', { name: '第1版の紙面' }).waitFor();
    await settled(page);
    const final = await ask(page, 'letter_open', { id: letter });
    assert.equal(final.form.attachments[0].title.startsWith('心電図'), true);
    assert.deepEqual(
      final.form.family.map(({ relation, text, age }) => [relation, text, age]),
      [['father', '脳梗塞', '62']],
    );
  });
  await finish(page);
});
