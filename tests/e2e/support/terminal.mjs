// A simulated 資格確認端末 in a folder of its own: what it is told, and what it has been sent.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { required } from './env.mjs';

/** How long it may take to say that it runs, in milliseconds. */
const START = 15_000;

/** A terminal with its three folders, gone with `stop()`. */
export class SimulatedTerminal {
  /** Starts one. `institution` is the 医療機関コード that it belongs to. */
  static async start(institution) {
    const terminal = new SimulatedTerminal();
    terminal.root = fs.mkdtempSync(path.join(os.tmpdir(), 'fumibako-terminal-'));
    terminal.said = '';
    const args = ['run', terminal.root, '--institution', institution];
    terminal.child = spawn(required('FUMIBAKO_TERMINAL_SIM'), args, { stdio: ['pipe', 'pipe', 'pipe'] });
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no terminal within ${START} ms`)), START);
      const hear = (data) => {
        terminal.said += data;
        if (terminal.said.includes('\n')) {
          clearTimeout(late);
          resolve();
        }
      };
      terminal.child.stdout.on('data', hear);
      terminal.child.stderr.on('data', hear);
      terminal.child.once('exit', (code) => reject(new Error(`the terminal ended with ${code}`)));
    });
    return terminal;
  }

  /** One of its folders: req, res or face. */
  folder(name) {
    return path.join(this.root, name);
  }

  /** Tells it to do something, as a person would at it. */
  say(line) {
    this.child.stdin.write(`${line}\n`);
  }

  /** The documents that the service behind it holds: its lines of `documents`. */
  async documents() {
    const before = this.said.length;
    this.say('documents');
    this.say('faults');
    for (let waited = 0; waited < 100; waited++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const heard = this.said.slice(before);
      // The list of faults always says something: what comes before it is the list of documents.
      if (heard.includes('never_pick_up')) return heard.split('\n').filter((line) => line.includes('→'));
    }
    throw new Error('the terminal does not answer');
  }

  async stop() {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill();
      await ended;
    }
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}
