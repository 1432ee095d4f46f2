// 患者サマリー（療養計画書） by hand: from the patient's page over its draft to the paper that the patient takes home.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { accessible, button, field, finish, open, pictured, settled, title } from '../support/browser.mjs';
import { firstRun, register } from '../support/clinic.mjs';
import { out } from '../support/env.mjs';
import { served } from '../support/served.mjs';

const own = served();

const TITLE = '患者サマリー（療養計画書）';

test('from a condition of the chart to a plan in the hands of the patient', async () => {
  const page = await open(own.browser, own.server.address);
  await pictured(page, 'care-plan', async () => {
    await firstRun(page);
    await register(page);
    // The patient's own page offers it, too.
    await button(page, '新しい患者サマリー').waitFor();
    await page.keyboard.press('F5');
    await title(page, /診療情報/).waitFor();
    await button(page, '傷病名を追加').click();
    await field(page, '傷病名').fill('本態性高血圧症');
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: /傷病名を追加/ }).waitFor();

    await page.keyboard.press('F2');
    await title(page, '文書').waitFor();
    await button(page, '新しい患者サマリー').click();
    await title(page, TITLE).waitFor();
    await accessible(page, 'plan, a new draft');

    // What is missing is said before anything can be frozen.
    await page.keyboard.press('F12');
    await page
      .getByText(/確定できません。足りないところが1か所あります。/)
      .first()
      .waitFor();
    await button(page, '療養上の計画・アドバイスに定型文を入れる').click();
    await page.getByRole('dialog').getByText('高血圧の療養計画').click();
    const advice = field(page, '療養上の計画・アドバイス');
    await settled(page);
    assert.match(await advice.inputValue(), /塩分は1日6g未満/);
    await advice.fill('毎朝、血圧を測って手帳に書きましょう。');
    await field(page, '次回の受診').fill('4週間後');
    await page.getByText('説明を受けた方の署名欄を付ける').click();
    await page.getByText('確定に必要なところはそろっています。').waitFor();
    await button(page, '見本を見る').click();
    await page.getByRole('img', { name: '1ページ（全1ページ）' }).waitFor();
    await settled(page);
    await accessible(page, 'plan, with its preview');
    fs.mkdirSync(out, { recursive: true });
    await page.screenshot({ path: path.join(out, 'care-plan-draft.png'), fullPage: true });

    await page.keyboard.press('F12');
    await button(page.getByRole('alertdialog'), 'この患者の患者サマリーとして確定する').click();
    await page.getByRole('heading', { name: '第1版の紙面' }).waitFor();
    await settled(page);
    await accessible(page, 'plan, finalized');
    await page.screenshot({ path: path.join(out, 'care-plan.png') });
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('F9')]);
    assert.doesNotMatch(download.suggestedFilename(), /山田|花子/);
    const pdf = path.join(own.place.base, 'plan.pdf');
    await download.saveAs(pdf);
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
    for (const words of [TITLE, '山田花子', '本態性高血圧症', '毎朝、血圧を測って', '4週間後', '署名']) {
      assert.ok(text.includes(words), `${words} is not on the paper: ${text}`);
    }

    await button(page, '訂正する').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^理由/ }).fill('血圧の目標を書き足す');
    await button(dialog, '訂正をはじめる').click();
    await page.getByText('第1版を訂正しています').waitFor();
    await advice.fill('毎朝、血圧を測りましょう。目標は135/85未満です。');
    await page.keyboard.press('F12');
    await button(page.getByRole('alertdialog'), 'この患者の患者サマリーとして確定する').click();
    await page.getByRole('heading', { name: '第2版の紙面' }).waitFor();

    await button(page, '取り消す').first().click();
    await page.getByRole('dialog').getByRole('textbox', { name: /^理由/ }).fill('別の方の計画でした');
    await button(page.getByRole('dialog'), '取り消す').click();
    await page.getByText('この患者サマリーは取り消されています').waitFor();
    await button(page, '戻る').click();
    await title(page, '文書').waitFor();
    await page.getByRole('cell', { name: '患者サマリー', exact: true }).waitFor();
    await settled(page);
    await accessible(page, 'the list with a plan in it');
    await page.screenshot({ path: path.join(out, 'care-plan-list.png') });
  });
  await finish(page);
});
