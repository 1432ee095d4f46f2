// The daily path without a mouse: Enter leads from field to field, keys lead from room to room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finish, open, pictured, title } from '../support/browser.mjs';
import { CLINIC, PATIENT } from '../support/clinic.mjs';
import { served } from '../support/served.mjs';

const own = served();

/** The words over the field that has the focus, or on the button that has it. */
async function focused(page) {
  return await page.evaluate(() => {
    const element = document.activeElement;
    const group = element?.closest('[role="radiogroup"]');
    const words = (id) => document.getElementById(id)?.textContent ?? '';
    if (element instanceof HTMLInputElement && element.type === 'radio')
      return words(group?.getAttribute('aria-labelledby'));
    return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
  });
}

/** Walks with Enter, filling in what is known by its words, until `end` has the focus. */
async function walk(page, answers, end) {
  const passed = [];
  for (let steps = 0; steps < 40; steps++) {
    const here = (await focused(page)).replace('※必須', '').trim();
    if (here.startsWith(end)) return passed;
    passed.push(here);
    if (answers[here] !== undefined) await page.keyboard.insertText(answers[here]);
    await page.keyboard.press('Enter');
  }
  throw new Error(`${end} is not reached; passed ${passed.join(' → ')}`);
}

test('from the first run to a registered patient with the keyboard alone', async () => {
  const page = await open(own.browser, own.server.address);
  await pictured(page, 'keyboard', async () => {
    await title(page, '文箱を使いはじめます').waitFor();
    await walk(page, { '医療機関番号（10けた）': '1311234567', ...CLINIC }, '次へ');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /^医師の氏名/ }).waitFor();
    await walk(page, { 医師の氏名: '佐藤 一郎' }, '復旧用の用紙へ');
    await page.keyboard.press('Enter');
    await title(page, '復旧用の合言葉').waitFor();
    const passphrase = await page.locator('[translate="no"]').first().textContent();
    for (let steps = 0; steps < 20; steps++) {
      const here = await focused(page);
      if (here.startsWith('確かめのため')) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.insertText(
      passphrase
        .trim()
        .split(/[\s-]+/)
        .at(-1),
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    assert.match(await focused(page), /^文箱を使いはじめる/);
    await page.keyboard.press('Enter');
    await title(page, '受付・患者').waitFor();
    for (let steps = 0; steps < 40; steps++) {
      if ((await focused(page)).startsWith('新しい患者を登録')) break;
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await title(page, '新しい患者').waitFor();
    await walk(page, PATIENT, '保存');
    await page.keyboard.press('Control+s');
    await title(page, '患者の情報').waitFor();
    await page.keyboard.press('F5');
    await title(page, /診療情報/).waitFor();
    await page.keyboard.press('F2');
    await title(page, '文書').waitFor();
    await page.keyboard.press('F1');
    await title(page, '受付・患者').waitFor();
  });
  await finish(page);
});
