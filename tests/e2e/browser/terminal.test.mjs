// The wire: a card that is tapped makes a patient, a letter leaves by itself and once, also over a pulled plug.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
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
import { out } from '../support/env.mjs';
import { served } from '../support/served.mjs';
import { SimulatedTerminal } from '../support/terminal.mjs';

/** 医療機関番号 of the demonstration's clinic, and of a hospital that uses the service. */
const CLINIC = '1319999991';
const HOSPITAL = '1319999992';
/** How long the wire may take, in milliseconds: sweeps, settling and the service's own time. */
const WIRE = 60_000;

const own = served({ demo: true });
let terminal;
before(async () => {
  terminal = await SimulatedTerminal.start(CLINIC);
});
after(async () => {
  await terminal?.stop();
});

/** Connects the clinic with the terminal, in its settings. */
async function connect(page) {
  await enter(page, '/terminal/settings');
  await page.getByText('端末とやりとりする', { exact: true }).click();
  for (const [label, name] of Object.entries({
    '要求（req）': 'req',
    '結果（res）': 'res',
    'カード（face）': 'face',
  })) {
    await field(page, label).fill(terminal.folder(name));
  }
  await button(page, 'この設定で試す').click();
  await page.getByRole('heading', { name: 'この設定で試した結果（まだ保存していません）' }).waitFor();
  await accessible(page, 'terminal, settings that were tried');
  await button(page, '設定を保存する').click();
  await page.getByText('端末の設定を保存しました。').waitFor();
  await lamp(page, 'つながっています');
}

/** A box of several lines, or a field of one, by the words over it. */
function box(page, label) {
  return page.getByLabel(label, { exact: false }).and(page.locator('textarea, input')).first();
}

/** Waits until the lamp in the frame says so. */
async function lamp(page, words) {
  await page
    .getByRole('banner')
    .getByRole('link', { name: new RegExp(words) })
    .waitFor({ timeout: WIRE });
}

/** Writes a letter for the open patient by hand and finalizes it; the person agreed by word. */
async function letter(page, purpose) {
  await page.keyboard.press('F2');
  await title(page, '文書').waitFor();
  await button(page, '新しい紹介状').click();
  await button(page.getByRole('dialog'), '下書きを作る').click();
  await title(page, '紹介状（診療情報提供書）').waitFor();
  await field(page, '紹介先の名称').fill('架空総合病院');
  await field(page, '医療機関番号（10けた）').fill(HOSPITAL);
  await field(page, '所在地').fill('東京都架空区中央1-1-1');
  await field(page, '電話番号').fill('03-0000-9000');
  await page.getByText('患者の同意を得た').click();
  await box(page, '傷病名').fill('本態性高血圧症');
  await box(page, '紹介目的').fill(purpose);
  await box(page, '症状経過及び検査結果').fill('最近、動悸が続きます。');
  await page.getByText('確定に必要なところはそろっています。').waitFor();
  await page.keyboard.press('F12');
  const question = page.getByRole('alertdialog');
  await question.getByText('口頭で同意を得た').click();
  await accessible(page, 'letter, how it is sent');
  await button(question, 'この患者の紹介状として確定する').click();
  await page.getByRole('heading', { name: '第1版の紙面' }).waitFor();
}

/** Waits until the letter in sight says that the service has it. */
async function accepted(page) {
  await page
    .getByRole('list', { name: '送信箱' })
    .getByText('国のサービスが受け取りました。')
    .waitFor({ timeout: WIRE });
}

test('from a tap of the card to letters that arrive once', async (t) => {
  const page = await open(own.browser, own.server.address);
  await title(page, '担当者を選んでください').waitFor();
  await button(page, '見本').click();
  await title(page, '受付・患者').waitFor();
  fs.mkdirSync(out, { recursive: true });
  /** What the service holds of the person who tapped. The demonstration has a letter of its own. */
  const ofNew = async () => (await terminal.documents()).filter((line) => / P2 /.test(line));
  await pictured(page, 'terminal', async () => {
    await t.test('the empty list leads to the settings, and they connect', async () => {
      await button(page, '端末の設定へ').click();
      await connect(page);
    });

    await t.test('a tap puts somebody new on the list, who is registered with one name typed', async () => {
      await enter(page, '/patients');
      await page.getByText('今日はまだ、カードの読み取りがありません').waitFor();
      terminal.say('fault maru_kanji');
      terminal.say('tap P2 TKK,YZK');
      const row = page.getByRole('listitem').filter({ hasText: 'タカハシ ハナコ' });
      await row.waitFor({ timeout: WIRE });
      await accessible(page, 'reception, somebody new');
      await field(row, '氏名（正しい漢字）').fill('髙橋　花子');
      await row.getByRole('button', { name: /をこの内容で登録/ }).click();
      await row.getByText('患者と一致').waitFor();
      await settled(page);
      await accessible(page, 'reception, a known patient');
      await page.screenshot({ path: path.join(out, 'reception.png'), fullPage: true });
      await row.getByRole('button', { name: /患者の情報を開く/ }).click();
      await title(page, '患者の情報').waitFor();
    });

    await t.test('a letter leaves by itself and is accepted', async () => {
      await letter(page, '精査のお願い');
      await accepted(page);
      await settled(page);
      await accessible(page, 'letter, accepted');
      assert.equal((await ofNew()).length, 1);
    });

    await t.test('with the plug pulled the next one waits and says so', async () => {
      terminal.say('unplug');
      await lamp(page, 'つながりません');
      await letter(page, '再診のお願い');
      await enter(page, '/outbox');
      await page.getByText('端末につながりしだい、順番に送ります。').first().waitFor();
      await accessible(page, 'outbox, with the plug pulled');
      await enter(page, '/terminal');
      await accessible(page, 'terminal, with the plug pulled');
    });

    await t.test('plugged in again it is accepted, once', async () => {
      await enter(page, '/outbox');
      terminal.say('plug');
      await lamp(page, 'つながっています');
      await page.getByText('確認が要るものはありません。').waitFor({ timeout: WIRE });
      await page
        .getByText('端末につながりしだい、順番に送ります。')
        .first()
        .waitFor({ state: 'detached', timeout: WIRE });
      const items = await ask(page, 'outbox_list', {
        state: 'accepted',
        patient_id: null,
        document_id: null,
      });
      assert.equal(items.length, 2);
      const documents = await terminal.documents();
      assert.equal(documents.length, 2, documents.join('\n'));
      assert.equal(new Set(documents.map((line) => line.split(' ')[0])).size, 2);
    });
  });
  await finish(page);
});
