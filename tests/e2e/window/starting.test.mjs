// The real window: it opens, it shows the first page, and it keeps to itself.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Hand } from '../support/driven.mjs';
import { out, required } from '../support/env.mjs';
import { Desktop, startedAt, until } from '../support/window.mjs';

const FIRST_PAINT = `
  const entry = performance.getEntriesByName('first-contentful-paint')[0];
  return entry === undefined ? null : performance.timeOrigin + entry.startTime;
`;

let desktop;

before(async () => {
  desktop = await Desktop.start();
});
after(async () => {
  await desktop.close();
});

test('the window opens on the first page and says how long that took', async (t) => {
  const driver = await desktop.open();
  try {
    const hand = new Hand(driver);
    await hand.title('文箱を使いはじめます');
    const painted = await until(() => driver.executeScript(FIRST_PAINT), 'the first paint');
    const took = Math.round(painted - startedAt(required('FUMIBAKO_DESKTOP')));
    t.diagnostic(`start to first paint: ${took} ms`);
    assert.ok(took > 0 && took < 60_000, `${took} ms is no measurement`);
    fs.mkdirSync(out, { recursive: true });
    fs.writeFileSync(path.join(out, 'window.png'), await driver.takeScreenshot(), 'base64');
    assert.equal(desktop.visible('文箱').length, 1, 'one window, and its title is the name alone');
  } finally {
    await driver.quit();
  }
});

test('the page may ask the core and nothing else', async () => {
  const driver = await desktop.open();
  try {
    const hand = new Hand(driver);
    await hand.title('文箱を使いはじめます');
    const refused = {
      'plugin:opener|open_path': { path: '/etc/hostname' },
      'plugin:opener|open_url': { url: 'https://example.invalid/' },
      'plugin:dialog|save': { options: {} },
      'plugin:fs|read_file': { path: '/etc/hostname' },
      'plugin:event|emit': { event: 'changed', payload: [] },
      'plugin:window|close': { label: 'main' },
      'plugin:webview|create_webview_window': { options: { label: 'x', url: 'https://example.invalid/' } },
    };
    for (const [command, args] of Object.entries(refused)) {
      const { error } = await hand.invoke(command, args);
      assert.match(error ?? '', /not allowed|not found/i, command);
    }
    const { error } = await hand.invoke('call', { name: 'no_such_call', arg: null });
    assert.equal(JSON.parse(error).code, 'NotFound');
    const globals = await driver.executeScript('return "__TAURI__" in window');
    assert.equal(globals, false);
    const script = `
      const done = arguments[0];
      fetch('https://example.invalid/').then(() => done('reached'), () => done('refused'));
    `;
    assert.equal(await driver.executeAsyncScript(script), 'refused');
    await driver.executeScript('window.location.href = "https://example.invalid/"');
    await hand.title('文箱を使いはじめます');
  } finally {
    await driver.quit();
  }
});

test('a second start brings the first window forward and ends', async () => {
  const driver = await desktop.open();
  try {
    await new Hand(driver).title('文箱を使いはじめます');
    const [window] = await until(() => {
      const windows = desktop.visible('文箱');
      return windows.length === 1 && windows;
    }, 'the window');
    desktop.xdotool(['windowminimize', window]);
    await until(() => desktop.visible('文箱').length === 0, 'the window is minimised');
    const { ended } = desktop.launch();
    assert.deepEqual(await ended, { code: 0, signal: null });
    await until(() => desktop.visible('文箱').length === 1, 'the window is back');
    await until(() => desktop.xdotool(['getactivewindow']).trim() === window, 'the window has the focus');
  } finally {
    await driver.quit();
  }
});

test('a data folder that cannot be used is told in a message box, and nothing is touched', async () => {
  const file = path.join(desktop.home, 'not-a-folder');
  fs.writeFileSync(file, 'kept');
  const { child, ended } = desktop.launch(['--place', file]);
  const [box] = await until(() => {
    assert.equal(child.exitCode, null, 'it waits until the person has read it');
    const boxes = desktop.visible('文箱');
    return boxes.length === 1 && boxes;
  }, 'the message box');
  await until(() => {
    desktop.xdotool(['windowactivate', box]);
    desktop.xdotool(['key', 'Return']);
    return child.exitCode !== null;
  }, 'the message box goes away when its button is pressed');
  assert.deepEqual(await ended, { code: 1, signal: null });
  assert.equal(fs.readFileSync(file, 'utf8'), 'kept');
});

test('closing and opening again at once always gives a window', async () => {
  for (let times = 0; times < 6; times++) {
    const driver = await desktop.open();
    try {
      await new Hand(driver).title('文箱を使いはじめます');
    } finally {
      await driver.quit();
    }
  }
});

test('closing the window ends the app, and nothing of it stays behind', async () => {
  const { child, ended } = desktop.launch();
  const [window] = await until(() => {
    const windows = desktop.visible('文箱');
    return windows.length === 1 && windows;
  }, 'the window');
  await until(() => {
    desktop.xdotool(['windowactivate', window]);
    // What closes a window in this window manager, as the cross in its corner does.
    desktop.xdotool(['key', 'alt+F4']);
    return child.exitCode !== null;
  }, 'the app ends');
  assert.deepEqual(await ended, { code: 0, signal: null });
});
