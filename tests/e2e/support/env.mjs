// What the runner tells the tests through the environment.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Top of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Where pictures and reports of a run go; not in the repository. */
export const out = path.join(root, 'tests', 'e2e', 'out');

/** A variable that `cargo xtask test` sets. */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run these tests through \`cargo xtask test\``);
  return value;
}
