// The real window over a real store and a real key ring: a letter reaches the viewer, and no name stays behind.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CLINIC, PATIENT } from '../support/clinic.mjs';
import { Hand } from '../support/driven.mjs';
import { out } from '../support/env.mjs';
import { finalized } from '../support/letter.mjs';
import { Desktop, until } from '../support/window.mjs';

let desktop;
let opened;

before(async () => {
  desktop = await Desktop.start();
  opened = path.join(desktop.home, 'opened');
  // In place of a PDF viewer: notes what it was asked to show.
  desktop.stub('xdg-open', `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`);
});
after(async () => {
  await desktop.close();
});

/** Every file below a folder. */
function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    return entry.isFile() ? [path.join(entry.parentPath ?? entry.path, entry.name)] : [];
  });
}

/** The files that hold these words: as UTF-8, as UTF-16, or as JSON escapes. */
function holding(folder, words) {
  const needles = ['utf8', 'utf16le'].map((encoding) => Buffer.from(words, encoding));
  needles.push(Buffer.from([...words].map(escaped).join('')));
  return files(folder).filter((file) => needles.some((needle) => content(file).includes(needle)));
}

/** What a file holds; nothing where the closing window removed it after it was listed. */
function content(file) {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

test('from the first run to a printed letter, and back in without a passphrase', async () => {
  let driver = await desktop.open();
  try {
    const hand = new Hand(driver);
    const ask = async (name, arg) => {
      const { value, error } = await hand.invoke('call', { name, arg });
      if (error !== undefined) throw new Error(`${name}: ${error}`);
      return value;
    };
    await hand.title('文箱を使いはじめます');
    await hand.type('医療機関番号（10けた）', '1311234567');
    for (const [label, value] of Object.entries(CLINIC)) await hand.type(label, value);
    await hand.press('次へ');
    await hand.type('医師の氏名', '佐藤 一郎');
    await hand.press('復旧用の用紙へ');
    await hand.title('復旧用の合言葉');
    const passphrase = await (await hand.see('[translate="no"]', '')).getText();
    await hand.type(
      '確かめのため、合言葉の最後のひと区切りを入力してください',
      passphrase
        .trim()
        .split(/[\s-]+/)
        .at(-1),
    );
    await hand.choose('用紙を安全な場所に保管しました');
    await hand.press('文箱を使いはじめる');
    await hand.title('受付・患者');
    await hand.press('新しい患者を登録');
    await hand.title('新しい患者');
    for (const [label, value] of Object.entries(PATIENT)) await hand.type(label, value);
    await hand.choose('女');
    await hand.choose('印字なし');
    await hand.press('保存');
    await hand.title('患者の情報');
    const [patient] = await ask('patient_search', { text: 'ヤマダ' });
    assert.equal(patient.name.replace(/\s/g, ''), PATIENT.氏名.replace(/\s/g, ''));

    const letter = await finalized(ask, patient.id);
    assert.equal(letter.row.state, 'final');
    const issued = await ask('letter_issue', { id: letter.row.id, number: 1, way: 'printed' });
    assert.equal(issued.done, true);
    await until(() => fs.existsSync(opened), 'the viewer is started');
    const pdf = fs.readFileSync(opened, 'utf8').trim();
    assert.equal(fs.statSync(pdf).mode & 0o777, 0o600);
    assert.equal(fs.statSync(path.dirname(pdf)).mode & 0o777, 0o700);
    assert.match(path.basename(pdf), /^[0-9a-zA-Z-]+\.pdf$/, 'the file is named by an id alone');
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
    assert.ok(text.replace(/\s/g, '').includes('山田花子'), text);
    fs.mkdirSync(out, { recursive: true });
    fs.writeFileSync(path.join(out, 'window-patient.png'), await driver.takeScreenshot(), 'base64');
    assert.deepEqual(desktop.visible('文箱').length, 1, 'no name in the title of the window');
  } finally {
    await driver.quit();
  }

  driver = await desktop.open();
  try {
    await new Hand(driver).title('受付・患者');
    await new Hand(driver).see('td, th', '山田');
    const left = files(desktop.runtime).filter((file) => file.endsWith('.pdf'));
    assert.deepEqual(left, [], 'what went to the viewer is gone at the next start at the latest');
  } finally {
    await driver.quit();
  }
  for (const words of ['山田', '花子', 'ヤマダ', '動悸が続きます']) {
    assert.deepEqual(holding(desktop.home, words), [], `${words} stands in a file that is not encrypted`);
  }
});
