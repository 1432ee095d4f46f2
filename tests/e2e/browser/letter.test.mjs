// The main job, by hand: a patient, a line of 6情報, a letter, and the paper that comes out of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { accessible, button, field, finish, open, pictured, settled, title } from '../support/browser.mjs';
import { firstRun, PATIENT, register } from '../support/clinic.mjs';
import { out } from '../support/env.mjs';
import { served } from '../support/served.mjs';
import { Server } from '../support/server.mjs';

const own = served();

/** A box of several lines, or a field of one, by the words over it. */
function box(page, label) {
  return page.getByLabel(label, { exact: false }).and(page.locator('textarea, input')).first();
}

test('from the first run to a letter on paper', async () => {
  const page = await open(own.browser, own.server.address);
  await pictured(page, 'letter', async () => {
    await firstRun(page);
    await register(page);

    await page.keyboard.press('F5');
    await title(page, /診療情報/).waitFor();
    await button(page, '傷病名を追加').click();
    await field(page, '傷病名').fill('本態性高血圧症');
    await accessible(page, 'chart, a condition being typed');
    await page.keyboard.press('Control+s');
    await page
      .getByRole('cell', { name: /本態性高血圧症/ })
      .or(page.getByRole('rowheader', { name: /本態性高血圧症/ }))
      .first()
      .waitFor();

    await page.keyboard.press('F2');
    await title(page, '文書').waitFor();
    await button(page, '新しい紹介状').click();
    await button(page.getByRole('dialog'), '下書きを作る').click();
    await title(page, '紹介状（診療情報提供書）').waitFor();
    await accessible(page, 'letter, a new draft');

    // What is missing is said before anything can be frozen.
    await page.keyboard.press('F12');
    await page
      .getByText(/確定できません。足りないところが\d+か所あります。/)
      .first()
      .waitFor();
    await accessible(page, 'letter, what is missing');

    await field(page, '紹介先の名称').fill('文箱記念病院');
    await field(page, '診療科').fill('循環器内科');
    await field(page, '担当医の氏名').fill('鈴木 次郎');
    await page.getByText('患者の同意を得た').click();
    await box(page, '紹介目的').fill('精査のお願い');
    await box(page, '症状経過及び検査結果').fill('3年前から降圧薬で治療しています。最近、動悸が続きます。');
    await page.getByText('確定に必要なところはそろっています。').waitFor();
    await button(page, '見本を見る').click();
    const draft = page.getByRole('img', { name: '1ページ（全1ページ）' });
    await draft.waitFor();
    await accessible(page, 'letter, with its preview');

    await page.keyboard.press('F12');
    await button(page.getByRole('alertdialog'), 'この患者の紹介状として確定する').click();
    await page.getByRole('heading', { name: '第1版の紙面' }).waitFor();
    const paper = page.getByRole('img', { name: '1ページ（全1ページ）' });
    await paper.waitFor();
    const width = await paper.evaluate(async (image) => {
      await image.decode();
      return image.naturalWidth;
    });
    assert.ok(width > 500, `the page is a picture that can be read (${width} px)`);
    await settled(page);
    await accessible(page, 'letter, finalized');
    fs.mkdirSync(out, { recursive: true });
    await page.screenshot({ path: path.join(out, 'letter.png') });

    // Without a viewer of its own the host hands the PDF over.
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('F9')]);
    assert.doesNotMatch(
      download.suggestedFilename(),
      /山田|花子/,
      'no name of a patient in the name of a file',
    );
    const pdf = path.join(own.place.base, 'letter.pdf');
    await download.saveAs(pdf);
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
    for (const words of [
      '診療情報提供書',
      '文箱記念病院',
      '循環器内科',
      '山田花子',
      '精査のお願い',
      '動悸が続きます',
    ]) {
      assert.ok(text.includes(words), `${words} is not on the paper: ${text}`);
    }
    assert.doesNotMatch(await page.title(), new RegExp(PATIENT.氏名.slice(0, 2)));
  });
  await finish(page);
});

test('a power cut while a letter is being written loses at most the last seconds', async () => {
  await own.server.stop();
  own.server = await Server.start(own.place);
  let page = await open(own.browser, own.server.address);
  let letter;
  await pictured(page, 'power-cut', async () => {
    await title(page, '受付・患者').waitFor();
    await page
      .getByRole('button', { name: /山田/ })
      .or(page.getByRole('link', { name: /山田/ }))
      .first()
      .click();
    await title(page, '患者の情報').waitFor();
    await page.keyboard.press('F2');
    await title(page, '文書').waitFor();
    await button(page, '新しい紹介状').click();
    await button(page.getByRole('dialog'), '下書きを作る').click();
    await title(page, '紹介状（診療情報提供書）').waitFor();
    await box(page, '紹介目的').fill('停電の前に書いた文');
    await page.getByText(/下書きを保存しました/).waitFor();
    letter = await page.evaluate(() => window.location.hash);
  });
  await own.server.stop('SIGKILL');
  await page.context().close();
  own.server = await Server.start(own.place);
  page = await open(own.browser, own.server.address);
  await pictured(page, 'power-back', async () => {
    await title(page, '受付・患者').waitFor();
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, letter);
    await title(page, '紹介状（診療情報提供書）').waitFor();
    assert.equal(await box(page, '紹介目的').inputValue(), '停電の前に書いた文');
  });
  await page.context().close();
});
