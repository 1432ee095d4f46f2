// The real window under a virtual display, driven through WebDriver.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Builder, Capabilities } from 'selenium-webdriver';
import { required } from './env.mjs';

const DISPLAY_SIZE = '1280x900x24';

/** A port that nothing listens on right now. */
async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port, child) {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`the driver ended with ${child.exitCode}`);
    const there = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the driver does not listen');
}

/**
 * One desktop of its own: a display, a session bus with an unlocked key ring, and private folders.
 * Everything started here ends with `close()`.
 */
export class Desktop {
  /** Starts the display, the bus and the driver. */
  static async start() {
    const desktop = new Desktop();
    await desktop.#start();
    return desktop;
  }

  async #start() {
    this.home = fs.mkdtempSync(path.join(os.tmpdir(), 'fumibako-window-'));
    const dir = (name) => {
      const made = path.join(this.home, name);
      fs.mkdirSync(made, { mode: 0o700 });
      return made;
    };
    this.bin = dir('bin');
    this.runtime = dir('run');
    const bus = path.join(this.runtime, 'bus');
    this.env = {
      ...process.env,
      HOME: this.home,
      XDG_RUNTIME_DIR: this.runtime,
      XDG_DATA_HOME: dir('data'),
      XDG_CACHE_HOME: dir('cache'),
      XDG_CONFIG_HOME: dir('config'),
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}`,
      PATH: `${this.bin}${path.delimiter}${process.env.PATH}`,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      LANG: 'C.UTF-8',
    };
    delete this.env.WAYLAND_DISPLAY;
    this.children = [];
    // Also when the test process is ended from outside, nothing stays behind.
    this.sweep = () => {
      for (const child of this.children) child.kill('SIGKILL');
      this.#endKeyring();
      fs.rmSync(this.home, { recursive: true, force: true });
    };
    process.once('exit', this.sweep);
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));
    this.env.DISPLAY = await this.#display();
    this.#child('dbus-daemon', ['--session', '--nofork', '--nopidfile', `--address=unix:path=${bus}`]);
    await until(() => fs.existsSync(bus), 'the session bus');
    // Without a window manager no window is ever minimised or brought to the front.
    this.#child('openbox', ['--sm-disable']);
    this.#keyring();
    this.port = await freePort();
    const native = await freePort();
    const driver = this.#child(required('TAURI_DRIVER'), [
      '--port',
      `${this.port}`,
      '--native-port',
      `${native}`,
      '--native-driver',
      '/usr/bin/WebKitWebDriver',
    ]);
    await listening(this.port, driver);
  }

  /** A display that the X server chooses itself, told through a pipe when it is ready. */
  async #display() {
    const args = ['-displayfd', '3', '-screen', '0', DISPLAY_SIZE, '-nolisten', 'tcp', '-noreset'];
    const xvfb = this.#child('Xvfb', args, ['ignore', 'ignore', 'ignore', 'pipe']);
    const number = await new Promise((resolve, reject) => {
      let text = '';
      xvfb.stdio[3].on('data', (data) => {
        text += data;
        if (text.includes('\n')) resolve(text.trim());
      });
      xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    });
    return `:${number}`;
  }

  /** Unlocks the key ring, as logging in does. */
  #keyring() {
    const args = ['--unlock', '--daemonize', '--components=secrets'];
    const result = spawnSync('gnome-keyring-daemon', args, { env: this.env, input: 'test', timeout: 20_000 });
    if (result.status !== 0) throw new Error(`gnome-keyring-daemon: ${result.stderr}`);
    this.keyringPid = Number(/GNOME_KEYRING_PID=(\d+)/.exec(`${result.stdout}`)?.[1] ?? 0);
  }

  #child(program, args, stdio = ['ignore', 'ignore', 'ignore']) {
    const child = spawn(program, args, { env: this.env, stdio });
    child.on('error', (error) => {
      throw error;
    });
    this.children.push(child);
    return child;
  }

  /** Opens the app with these arguments; ends when the session is quit. */
  async open(args = []) {
    const capabilities = new Capabilities();
    capabilities.setBrowserName('wry');
    // The window refuses to go anywhere; WebDriver must not wait for it to arrive.
    capabilities.setPageLoadStrategy('none');
    capabilities.set('tauri:options', { application: required('FUMIBAKO_DESKTOP'), args });
    return await new Builder()
      .usingServer(`http://127.0.0.1:${this.port}/`)
      .withCapabilities(capabilities)
      .build();
  }

  /** Starts the app by itself, as from the menu. `ended` tells how it ended. */
  launch(args = []) {
    const child = this.#child(required('FUMIBAKO_DESKTOP'), args);
    const ended = new Promise((resolve) => {
      const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        resolve({ code, signal });
      });
    });
    return { child, ended };
  }

  /** The ids of the windows with this title that can be seen now. */
  visible(title) {
    const args = ['search', '--onlyvisible', '--name', `^${title}$`];
    return this.xdotool(args)
      .split('\n')
      .filter((line) => line !== '');
  }

  /** Works the display as a hand at the mouse would; returns what xdotool prints. */
  xdotool(args) {
    return spawnSync('xdotool', args, { env: this.env, encoding: 'utf8', timeout: 10_000 }).stdout;
  }

  /** Puts a program of our own before the system's one of the same name. */
  stub(name, script) {
    fs.writeFileSync(path.join(this.bin, name), script, { mode: 0o755 });
  }

  /** Ends everything and removes the folders. */
  async close() {
    for (const child of this.children.reverse()) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
    }
    process.removeListener('exit', this.sweep);
    this.#endKeyring();
    fs.rmSync(this.home, { recursive: true, force: true });
  }

  #endKeyring() {
    if (!this.keyringPid) return;
    try {
      process.kill(this.keyringPid);
    } catch {
      // it ended with its bus
    }
  }
}

/** Waits until something is so. */
export async function until(test, what, milliseconds = 20_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await test();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: not within ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** When the newest process of this program started, in milliseconds since 1970 (Linux). */
export function startedAt(program) {
  const real = fs.realpathSync(program);
  const boot = Number(/^btime (\d+)$/m.exec(fs.readFileSync('/proc/stat', 'utf8'))[1]) * 1000;
  const uptime = Number(fs.readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000;
  // btime is in whole seconds; the uptime gives the rest.
  const base = Math.abs(Date.now() - uptime - boot) < 2000 ? Date.now() - uptime : boot;
  const started = [];
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (fs.readlinkSync(`/proc/${pid}/exe`) !== real) continue;
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      // After the name in parentheses; the 22nd field is the start in clock ticks of 10 ms.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      started.push(base + Number(fields[19]) * 10);
    } catch {
      // not ours to read, or gone
    }
  }
  if (started.length === 0) throw new Error(`${program} does not run`);
  return Math.max(...started);
}
