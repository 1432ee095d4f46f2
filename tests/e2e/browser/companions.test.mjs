// The papers that go with a finalized letter, by the keyboard: FAX送付状, 封筒, 宛名ラベル, FAX予約申込書.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
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
} from '../support/browser.mjs';
import { firstRun, PATIENT, register } from '../support/clinic.mjs';
import { finalized } from '../support/letter.mjs';
import { served } from '../support/served.mjs';

const own = served();

test('every paper that goes with a letter', async (t) => {
  const page = await open(own.browser, own.server.address);
  await firstRun(page);
  await register(page);
  const [patient] = await ask(page, 'patient_search', {
    text: PATIENT.患者番号,
  });
  const letter = await finalized((name, arg) => ask(page, name, arg), patient.id);
  await enter(page, `/letters/${patient.id}/${letter.row.id}`);
  await page.getByRole('heading', { name: '一緒に印刷するもの' }).waitFor();
  const dialog = page.getByRole('dialog');

  /** Opens a paper's dialog without the mouse. */
  const begin = async (name) => {
    await button(page, name).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name }).waitFor();
    await accessible(page, name);
  };
  /** The words on the paper that this press makes, and what it is called. */
  const printed = async (press) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    const file = path.join(own.place.base, 'paper.pdf');
    await download.saveAs(file);
    await dialog.waitFor({ state: 'detached' });
    assert.doesNotMatch(download.suggestedFilename(), /山田|花子/);
    return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  };
  /** Goes to a button of the dialog with the Tab key and presses it. */
  const reach = async (name) => {
    for (let steps = 0; steps < 40; steps++) {
      const words = await page.evaluate(() => document.activeElement?.textContent ?? '');
      if (words.startsWith(name)) return await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    throw new Error(`${name} cannot be reached with the keyboard`);
  };

  await t.test('FAX送付状: the number has to be the same twice', async () => {
    await pictured(page, 'companion-fax', async () => {
      await begin('FAX送付状');
      const number = field(dialog, '送り先のFAX番号');
      assert.ok(await number.evaluate((input) => input === document.activeElement), 'typing begins at once');
      await page.keyboard.type('03-5000-0002');
      await page.keyboard.press('Enter');
      await page.keyboard.type('03-5000-0003');
      await page.keyboard.press('Enter');
      await page.keyboard.type('3');
      await reach('印刷');
      await dialog.getByText('2つのFAX番号が違います').waitFor();
      await accessible(page, 'FAX送付状, refused');
      await field(dialog, '送り先のFAX番号（もう一度）').fill('03-5000-0002');
      const words = await printed(() => reach('印刷'));
      for (const said of ['FAX送付状', '03-5000-0002', '文箱記念病院', '3枚', '個人情報在中']) {
        assert.ok(words.includes(said), `${said} is not on the cover: ${words}`);
      }
      assert.doesNotMatch(words, /山田|花子/, 'the cover names no patient');
    });
  });

  await t.test('封筒, of every kind', async () => {
    await pictured(page, 'companion-envelope', async () => {
      for (const kind of ['長形3号（縦）', '長形3号（横）', '角形2号', '窓付き封筒（A4三つ折り）']) {
        await begin('封筒');
        // A radio group is one stop of the Tab key; the arrows choose in it.
        await dialog.getByRole('radio', { checked: true }).focus();
        const chosen = dialog.getByRole('radio', { name: kind });
        for (let steps = 0; steps < 4 && !(await chosen.isChecked()); steps++) {
          await page.keyboard.press('ArrowDown');
        }
        assert.ok(await chosen.isChecked(), `${kind} can be chosen with the arrows`);
        const words = await printed(() => reach('印刷'));
        for (const said of ['文箱記念病院', '東京都千代田区丸の内1-1', '診療情報提供書在中', '親展']) {
          assert.ok(words.includes(said), `${said} is not on the envelope (${kind}): ${words}`);
        }
      }
    });
  });

  await t.test('宛名ラベル: what does not fit is refused', async () => {
    await pictured(page, 'companion-labels', async () => {
      await begin('宛名ラベル');
      await field(dialog, 'はじめの位置').fill('12');
      await field(dialog, '枚数').fill('2');
      await reach('印刷');
      await dialog.getByText(/1枚のシートに入る数/).waitFor();
      await field(dialog, '枚数').fill('1');
      const words = await printed(() => reach('印刷'));
      assert.equal(words.split('文箱記念病院').length, 2, 'one label');
    });
  });

  await t.test('FAX予約申込書: a day gone by is shown before it is printed', async () => {
    await pictured(page, 'companion-booking', async () => {
      await begin('FAX予約申込書');
      await page.keyboard.type('R2.1.6 午前');
      await reach('印刷');
      await dialog.getByText('過ぎた日が希望日に入っています').waitFor();
      await accessible(page, 'FAX予約申込書, warned');
      const words = await printed(() => reach('このまま印刷'));
      for (const said of ['FAX予約申込書', '山田花子', '循環器内科', '令和2年1月6日（月）', '午前']) {
        assert.ok(words.includes(said), `${said} is not on the paper: ${words}`);
      }
    });
  });

  await t.test('what was typed is not lost to the Esc key, and やめる leads back', async () => {
    await begin('FAX送付状');
    await page.keyboard.type('03');
    await page.keyboard.press('Escape');
    assert.equal(await field(dialog, '送り先のFAX番号').inputValue(), '03');
    await reach('やめる');
    await dialog.waitFor({ state: 'detached' });
    await settled(page);
    const back = await page.evaluate(() => document.activeElement?.textContent ?? '');
    assert.match(back, /^FAX送付状/);
  });
  await finish(page);
});
