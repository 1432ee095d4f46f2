// Debian's Chromium, and what every browser test looks at whatever else it does.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { out } from './env.mjs';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One browser for a file of tests. */
export async function launch() {
  return await chromium.launch({
    executablePath: process.env.FUMIBAKO_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    // Chromium's own sandbox needs a user that is not root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: FLAGS,
  });
}

/**
 * A fresh page at this address. It notes every error of the console, every request that leaves the loopback, and
 * every violation of the content policy; `finish(page)` demands that there were none.
 */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // 422 is how the server carries an answer like "this form is not right yet".
    const refused = / 422 /.test(message.text());
    if (message.type() === 'error' && !refused) troubles.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const inside = ['data:', 'blob:', 'about:'].includes(url.protocol) || url.hostname === '127.0.0.1';
    if (!inside) troubles.push(`request: ${url.origin}`);
  });
  page.troubles = troubles;
  const calls = new Set();
  const isCall = (request) => request.url().endsWith('/api/call');
  page.on('request', (request) => isCall(request) && calls.add(request));
  page.on('requestfinished', (request) => calls.delete(request));
  page.on('requestfailed', (request) => calls.delete(request));
  page.calls = calls;
  await page.goto(address);
  return page;
}

/** Ends a page that had no trouble. */
export async function finish(page) {
  assert.deepEqual(page.troubles, []);
  await page.context().close();
}

/** Runs `body`; when it fails, a picture of the page is kept in `out/`. */
export async function pictured(page, name, body) {
  try {
    return await body();
  } catch (error) {
    fs.mkdirSync(out, { recursive: true });
    await page.screenshot({ path: path.join(out, `failed-${name}.png`), fullPage: true });
    fs.writeFileSync(path.join(out, `failed-${name}.txt`), page.troubles.join('\n'));
    throw error;
  }
}

/** Demands that nothing on the page keeps a person out (WCAG 2.2 A and AA). */
export async function accessible(page, where) {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((n) => n.target).join(' ')}`,
  );
  assert.deepEqual(found, [], where);
}

/** A field by the words over it, whether or not it is required. */
export function field(scope, label) {
  const words = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return scope.getByRole('textbox', { name: new RegExp(`^${words}\\s*(※必須)?$`) });
}

/** A button by the words on it, with or without its key. */
export function button(scope, label) {
  const words = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return scope.getByRole('button', { name: new RegExp(`^${words}`) });
}

/** The title of the page that is shown. */
export function title(page, words) {
  return page.getByRole('heading', { level: 1, name: words });
}

/** Makes a call of the command table with the token of this page; rejects with the wire form of an error. */
export async function ask(page, name, arg = {}) {
  const { ok, body } = await page.evaluate(
    async ([name, arg]) => {
      const token = window.sessionStorage.getItem('fumibako.token') ?? '';
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const answer = await fetch('/api/call', {
        method: 'POST',
        headers,
        body: JSON.stringify({ name, arg }),
      });
      return { ok: answer.ok, body: await answer.json() };
    },
    [name, arg],
  );
  if (!ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
  return body;
}

/** Goes to a place in a room and waits until it has stopped loading. */
export async function enter(page, place) {
  await page.evaluate((place) => {
    window.location.hash = place;
  }, place);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
}

/** Waits until the page has asked the core nothing for a moment. (The feed of changes is never at rest.) */
export async function settled(page) {
  let still = 0;
  for (let waited = 0; still < 5; waited++) {
    if (waited > 300) throw new Error('the page does not come to rest');
    await page.waitForTimeout(100);
    still = page.calls.size === 0 ? still + 1 : 0;
  }
}
