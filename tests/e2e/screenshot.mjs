// Takes the picture of the README from the demonstration: `node screenshot.mjs FILE`.
import { ask, enter, launch, open, title } from './support/browser.mjs';
import { Place, Server } from './support/server.mjs';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');

const place = new Place();
const browser = await launch();
let server;
try {
  place.seed();
  server = await Server.start(place);
  const page = await open(browser, server.address, { viewport: { width: 1280, height: 800 } });
  await title(page, '受付・患者').waitFor();
  const letters = await ask(page, 'letter_list', { patient_id: null, state: null, text: '' });
  const [letter] = letters.filter(({ state }) => state === 'draft').concat(letters);
  await enter(page, `/letters/${letter.patient.id}/${letter.id}`);
  // The preview draws its pages after the text has rested a moment.
  await page.locator('main img').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: file });
} finally {
  await browser.close();
  await server?.stop();
  place.remove();
}
