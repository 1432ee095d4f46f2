// What a person does in a new clinic, step by step; the people and numbers are fictional.
import { button, field, title } from './browser.mjs';

export const CLINIC = {
  医療機関の名称: '文箱クリニック',
  郵便番号: '100-0001',
  電話番号: '03-0000-0000',
  所在地: '東京都千代田区千代田1-1',
};

export const PATIENT = {
  患者番号: '1001',
  氏名: '山田 花子',
  フリガナ: 'ヤマダ ハナコ',
  生年月日: 'S20.3.1',
  電話番号: '090-0000-0000',
  郵便番号: '100-0002',
  住所: '東京都千代田区皇居外苑1-1',
  保険者番号: '06139992',
  記号: '12345',
  番号: '67890',
};

/** First run up to the recovery sheet; returns the passphrase on it. */
export async function toSheet(page) {
  await title(page, '文箱を使いはじめます').waitFor();
  await field(page, '医療機関番号（10けた）').fill('1311234567');
  for (const [label, value] of Object.entries(CLINIC)) await field(page, label).fill(value);
  await button(page, '次へ').click();
  await field(page, '医師の氏名').fill('佐藤 一郎');
  await field(page, 'フリガナ').fill('サトウ イチロウ');
  await field(page, '診療科').fill('内科');
  await button(page, '復旧用の用紙へ').click();
  await title(page, '復旧用の合言葉').waitFor();
  return (await page.locator('[translate="no"]').first().textContent()).trim();
}

/** Shows that the passphrase was written down, and enters. */
export async function fromSheet(page, passphrase) {
  const groups = passphrase.split(/[\s-]+/).filter((group) => group !== '');
  await field(page, '確かめのため、合言葉の最後のひと区切りを入力してください').fill(groups.at(-1));
  await page.getByText('用紙を安全な場所に保管しました').click();
  await button(page, '文箱を使いはじめる').click();
  await title(page, '受付・患者').waitFor();
}

/** The whole first run; returns the recovery passphrase. */
export async function firstRun(page) {
  const passphrase = await toSheet(page);
  await fromSheet(page, passphrase);
  return passphrase;
}

/** Registers a patient. */
export async function register(page, patient = PATIENT) {
  await page.keyboard.press('F1');
  await button(page, '新しい患者を登録').click();
  await title(page, '新しい患者').waitFor();
  for (const [label, value] of Object.entries(patient)) await field(page, label).fill(value);
  await page.getByRole('radio', { name: '女' }).check({ force: true });
  await page.getByRole('radio', { name: '印字なし' }).check({ force: true });
  await button(page, '保存').click();
  await title(page, '患者の情報').waitFor();
}
