// 職印 and 個人印: chosen in the settings, seen there, and printed on the letter that is finalized then.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { accessible, ask, button, enter, finish, open, pictured, settled } from '../support/browser.mjs';
import { firstRun, PATIENT, register } from '../support/clinic.mjs';
import { root } from '../support/env.mjs';
import { finalized } from '../support/letter.mjs';
import { served } from '../support/served.mjs';

const own = served();

/** A photograph of a seal. */
const PICTURE = path.join(root, 'src-tauri/crates/print/tests/support/seal.jpg');

test('a seal from its picture to the finalized letter', async () => {
  const page = await open(own.browser, own.server.address);
  await pictured(page, 'seals', async () => {
    await firstRun(page);
    await register(page);
    await enter(page, '/settings/clinic');
    await page.getByLabel('職印の画像を選ぶ').and(page.locator('input')).setInputFiles(PICTURE);
    await page.getByRole('img', { name: '職印の印影（21mm）' }).waitFor();
    await accessible(page, 'settings, 職印');
    await enter(page, '/settings/doctors');
    const chooser = page.getByLabel('佐藤 一郎の個人印の画像を選ぶ').and(page.locator('input'));
    await chooser.setInputFiles({
      name: 'note.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no picture'),
    });
    await page.getByText('画像のファイルを選んでください').waitFor();
    await chooser.setInputFiles(PICTURE);
    await page.getByRole('img', { name: '佐藤 一郎の個人印の印影（10.5mm）' }).waitFor();
    await accessible(page, 'settings, 個人印');

    const [patient] = await ask(page, 'patient_search', {
      text: PATIENT.患者番号,
    });
    const letter = await finalized((name, arg) => ask(page, name, arg), patient.id);
    const issue = { id: letter.row.id, number: 1, way: 'saved' };
    const pdf = Buffer.from((await ask(page, 'letter_issue', issue)).pdf, 'base64');
    assert.ok(pdf.includes('/SMask'), 'the letter bears an imprint');

    await button(page, '佐藤 一郎の個人印を取り除く').click();
    await page.getByText('まだありません').waitFor();
    await button(page, '元に戻す').last().click();
    await page.getByRole('img', { name: '佐藤 一郎の個人印の印影（10.5mm）' }).waitFor();
    await settled(page);
    const again = Buffer.from((await ask(page, 'letter_issue', issue)).pdf, 'base64');
    assert.ok(again.equals(pdf), 'what was finalized stays as it was');
  });
  await finish(page);
});
