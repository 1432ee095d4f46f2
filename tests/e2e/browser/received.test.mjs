// A received document on the screen: taken in from a file, given to a patient, taken over row by row, taken back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  accessible,
  ask,
  button,
  enter,
  finish,
  open,
  pictured,
  settled,
  title,
} from '../support/browser.mjs';
import { root } from '../support/env.mjs';
import { finalized } from '../support/letter.mjs';
import { served } from '../support/served.mjs';

const own = served({ demo: true });
const made = (name) => path.join(root, 'src-tauri/crates/fhir/tests/read/made', `${name}.json`);

/** Registers the person whom the made documents are about. */
async function person(page) {
  const form = {
    chart_number: '00345',
    name: '架空 梅子',
    kana: 'カクウ ウメコ',
    birth_date: 'S19.2.29',
    sex: 'female',
    address: '東京都架空区一丁目1-1',
    insurance: { insurer_number: '39131234', symbol: '', number: '3456', branch: '05', no_branch: false },
  };
  const saved = await ask(page, 'patient_save', { id: null, version: 0, form });
  return saved.patient.row.id;
}

test('a discharge summary from its file to the chart', async (t) => {
  const page = await open(own.browser, own.server.address);
  await title(page, '担当者を選んでください').waitFor();
  await button(page, '見本').click();
  await title(page, '受付・患者').waitFor();
  const patient = await person(page);
  await pictured(page, 'received', async () => {
    await enter(page, '/received');
    await page.getByText('届いた文書はまだありません').waitFor();
    await accessible(page, 'no documents');
    await page.locator('input[type="file"]').setInputFiles(made('discharge_summary'));
    await title(page, '退院時サマリー').waitFor();
    await page.getByText('生年月日が同じ').waitFor();
    await accessible(page, 'whose document');
    await page.getByRole('button', { name: '架空 梅子 この患者の文書にする' }).first().click();
    await page.getByRole('button', { name: 'この患者にする' }).click();
    await page.getByRole('button', { name: '患者の指定をはずす' }).waitFor();
    await page.getByRole('checkbox', { name: 'アムロジピン錠5mgを選ぶ' }).check({ force: true });
    await button(page, '選んだ1行を診療情報に取り込む').click();
    await page.getByText('1行を「他院」の情報として取り込みました').waitFor();
    await page
      .getByText(/取込済み/)
      .first()
      .waitFor();
    await settled(page);
    await accessible(page, 'a document');
  });
  const chart = await ask(page, 'chart_get', { id: patient });
  assert.equal(chart.prescriptions[0].row.source, 'other');
  await t.test('undo', async () => {
    await button(page, '元に戻す').click();
    await page
      .getByText(/取込済み/)
      .first()
      .waitFor({ state: 'detached' });
    const after = await ask(page, 'chart_get', { id: patient });
    assert.equal(after.prescriptions.length, 0);
  });
  await t.test('the same file is told, not stored twice', async () => {
    await enter(page, '/received');
    await page.locator('input[type="file"]').setInputFiles(made('discharge_summary'));
    await page.getByText('同じ文書が届いています').waitFor();
    const list = await ask(page, 'received_list', { patient_id: null, loose: false, text: '' });
    assert.equal(list.length, 1);
  });
  await t.test('the PDF that a letter came in is given back, and its data', async () => {
    const letter = await finalized((name, arg) => ask(page, name, arg), patient);
    const sent = await ask(page, 'letter_issue', { id: letter.row.id, number: 1, way: 'saved' });
    const pdf = Buffer.from(sent.pdf, 'base64');
    await enter(page, '/received');
    const file = { name: 'x.pdf', mimeType: 'application/pdf', buffer: pdf };
    await page.locator('input[type="file"]').setInputFiles(file);
    await button(page, 'データだけを保存').waitFor();
    const saved = async (name) => {
      const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
      return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
    };
    const whole = await saved('もとのファイルを保存');
    assert.match(whole.name, /^[0-9a-f]+-1\.pdf$/);
    assert.ok(whole.bytes.equals(pdf), 'as it came');
    const data = await saved('データだけを保存');
    assert.match(data.name, /^[0-9a-f]+\.json$/);
    assert.equal(JSON.parse(data.bytes.toString()).resourceType, 'Bundle');
  });
  await t.test('a file that is no document is turned away', async () => {
    await enter(page, '/received');
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('hello') });
    await page.getByText('FHIRの文書（JSON）ではありません').waitFor();
  });
  await t.test('no wider than a narrow window', async () => {
    const [row] = await ask(page, 'received_list', { patient_id: patient, loose: false, text: '' });
    await page.setViewportSize({ width: 320, height: 256 });
    for (const at of ['/received', `/received/${row.patient.id}/${row.id}`]) {
      await enter(page, at);
      await settled(page);
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 1, `${at} is ${wide} px too wide`);
    }
  });
  await finish(page);
});
