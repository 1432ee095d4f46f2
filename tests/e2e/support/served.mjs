// What every browser spec begins with: a browser, and a served data folder of its own.
import { after, afterEach, before, beforeEach } from 'node:test';
import { launch } from './browser.mjs';
import { Place, Server } from './server.mjs';

/**
 * A browser and a served place, ready when a test begins and gone afterwards. `demo` fills the place with the
 * demonstration; `fresh` makes a new one for every test. A test may end the server and put another in its place.
 */
export function served({ demo = false, fresh = false } = {}) {
  const own = { browser: undefined, place: undefined, server: undefined };
  const [begin, end] = fresh ? [beforeEach, afterEach] : [before, after];
  before(async () => {
    own.browser = await launch();
  });
  after(async () => {
    await own.browser?.close();
  });
  begin(async () => {
    own.place = new Place();
    if (demo) own.place.seed();
    own.server = await Server.start(own.place);
  });
  end(async () => {
    await own.server?.stop();
    own.place?.remove();
  });
  return own;
}
