// Every room with the demonstration's patients: nothing keeps a person out of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, ask, button, enter, finish, open, pictured, title } from '../support/browser.mjs';
import { served } from '../support/served.mjs';

const own = served({ demo: true });

test('the rooms of the demonstration', async (t) => {
  const page = await open(own.browser, own.server.address);
  await title(page, '担当者を選んでください').waitFor();
  await accessible(page, 'who sits here');
  await button(page, '見本').click();
  await title(page, '受付・患者').waitFor();
  const patients = await ask(page, 'patient_search', { text: '' });
  const letters = await ask(page, 'letter_list', { patient_id: null, state: null, text: '' });
  assert.ok(patients.length >= 3, 'the demonstration has patients');
  assert.equal(letters.length, 2, 'the demonstration has two letters');
  const [letter] = letters;
  const patient = letter.patient.id;
  const places = [
    '/patients',
    '/patients/new',
    '/patients/merge',
    '/patients/bulk',
    `/patients/${patient}`,
    `/chart/${patient}`,
    '/letters',
    `/letters/${patient}`,
    ...letters.map((one) => `/letters/${one.patient.id}/${one.id}`),
    '/received',
    '/outbox',
    '/terminal',
    '/terminal/log',
    '/terminal/aside',
    '/terminal/settings',
    '/settings',
  ];
  for (const at of places) {
    await t.test(at.replace(/[0-9a-f-]{36}/g, '…'), async () => {
      await pictured(page, `room-${at.split('/')[1]}`, async () => {
        await enter(page, at);
        const now = await page.evaluate(() => window.location.hash);
        assert.equal(now, `#${at}`, 'nobody typed anything that could be lost');
        await accessible(page, at);
      });
    });
  }
  await t.test('at 400 % zoom nothing is pushed out of the window', async () => {
    // 1280 px at 400 % are 320 px of the page (WCAG 2.2 1.4.10); only tables may scroll in themselves.
    await page.setViewportSize({ width: 320, height: 256 });
    for (const at of places) {
      await enter(page, at);
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 1, `${at} is ${wide} px too wide`);
    }
  });
  await t.test('in forced colours every field keeps an edge', async () => {
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await enter(page, '/patients/new');
    const bare = await page.evaluate(
      () =>
        [...document.querySelectorAll('input[type="text"], textarea, select')].filter((field) => {
          const style = getComputedStyle(field);
          return style.borderStyle === 'none' && style.outlineStyle === 'none';
        }).length,
    );
    assert.equal(bare, 0);
  });
  await finish(page);
});
