// The loopback front end of the headless program, on a data folder of its own.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { required, root } from './env.mjs';

const ADDRESS = /https?:\/\/127\.0\.0\.1:\d+\/\S*/;
/** How long the server may take to open the store and say where it listens, in milliseconds. */
const START = 30_000;

/** A data folder with a key file, both gone with `remove()`. */
export class Place {
  constructor() {
    this.base = fs.mkdtempSync(path.join(os.tmpdir(), 'fumibako-e2e-'));
    this.dir = path.join(this.base, 'data');
    this.keyFile = path.join(this.base, 'key');
    this.demo = false;
  }

  /** The options by which every program of ours finds this place. */
  get args() {
    return ['--place', this.dir, '--key-file', this.keyFile];
  }

  /** Fills the place with the demonstration. */
  seed() {
    run(['dev', 'seed', ...this.args]);
    this.demo = true;
  }

  /** Takes the key away, as a new computer does: only the recovery passphrase opens the store then. */
  loseKey() {
    fs.rmSync(this.keyFile);
  }

  remove() {
    fs.rmSync(this.base, { recursive: true, force: true });
  }
}

function run(args) {
  const result = spawnSync(required('FUMIBAKO_CLI'), args, { encoding: 'utf8', timeout: 60_000 });
  if (result.status !== 0) throw new Error(`fumibako ${args[0]} ${args[1]}: ${result.stderr}`);
  return result.stdout;
}

/** A running server. `address` holds the one-time token; it opens one browser. */
export class Server {
  static async start(place) {
    const server = new Server();
    const args = ['dev', 'serve', ...place.args, '--ui', path.join(root, 'ui', 'dist')];
    if (place.demo) args.push('--demo');
    server.child = spawn(required('FUMIBAKO_CLI'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    server.said = '';
    server.address = await new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`no address within ${START} ms: ${server.said}`)),
        START,
      );
      const hear = (data) => {
        server.said += data;
        const found = ADDRESS.exec(server.said);
        if (found && server.said.slice(found.index + found[0].length).startsWith('\n')) {
          clearTimeout(late);
          resolve(found[0]);
        }
      };
      server.child.stdout.on('data', hear);
      server.child.stderr.on('data', hear);
      server.child.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`the server ended with ${code}: ${server.said}`));
      });
    });
    return server;
  }

  /** Ends it; `signal` SIGKILL is a power cut. */
  async stop(signal = 'SIGTERM') {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    const late = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
  }
}
