// A new clinic: from the first screen to an open chart, and back in with the recovery passphrase.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { accessible, button, field, finish, open, pictured, title } from '../support/browser.mjs';
import { firstRun, fromSheet, PATIENT, register, toSheet } from '../support/clinic.mjs';
import { served } from '../support/served.mjs';
import { Server } from '../support/server.mjs';

const own = served({ fresh: true });

test('a first run asks for the clinic, a doctor and the recovery sheet, and nothing else', async () => {
  const page = await open(own.browser, own.server.address);
  await pictured(page, 'first-run', async () => {
    await title(page, '文箱を使いはじめます').waitFor();
    await accessible(page, 'first run, clinic');
    const passphrase = await toSheet(page);
    assert.ok(passphrase.length >= 20, 'the passphrase is long enough to be one');
    await accessible(page, 'first run, recovery sheet');
    await fromSheet(page, passphrase);
    await accessible(page, 'patients, none yet');
  });
  await finish(page);
});

test('what is wrong with the clinic is said beside the field, and nothing is made', async () => {
  const page = await open(own.browser, own.server.address);
  await pictured(page, 'first-run-findings', async () => {
    await title(page, '文箱を使いはじめます').waitFor();
    await field(page, '医療機関番号（10けた）').fill('12');
    await button(page, '次へ').click();
    const code = field(page, '医療機関番号（10けた）');
    await page.waitForFunction(() => document.querySelector('[aria-invalid="true"]') !== null);
    assert.equal(await code.getAttribute('aria-invalid'), 'true');
    await accessible(page, 'first run, findings');
  });
  assert.ok(!fs.existsSync(`${own.place.dir}/fumibako.db`), 'no store is made by a refused form');
  await page.context().close();
});

test('the recovery passphrase opens the store on a computer that has no key', async () => {
  let page = await open(own.browser, own.server.address);
  let passphrase;
  await pictured(page, 'recovery-before', async () => {
    passphrase = await firstRun(page);
    await register(page);
  });
  await finish(page);
  await own.server.stop();
  own.place.loseKey();
  own.server = await Server.start(own.place);
  page = await open(own.browser, own.server.address);
  await pictured(page, 'recovery-after', async () => {
    await title(page, '合言葉を入力してください').waitFor();
    await accessible(page, 'unlock');
    await field(page, '合言葉').fill('kore wa chigau aikotoba desu');
    await button(page, '記録を開く').click();
    await page.getByText('この合言葉では開けませんでした。').waitFor();
    await field(page, '合言葉').fill(passphrase);
    await button(page, '記録を開く').click();
    await title(page, '受付・患者').waitFor();
    await page.getByText(PATIENT.氏名).first().waitFor();
  });
  await page.context().close();
});
