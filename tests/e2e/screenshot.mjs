// Takes the picture of the README from the demonstration: `node screenshot.mjs FILE`.
import { ask, button, enter, launch, open, settled, title } from './support/browser.mjs';
import { Place, Server } from './support/server.mjs';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');

const place = new Place();
const browser = await launch();
let server;
try {
  place.seed();
  server = await Server.start(place);
  const page = await open(browser, server.address, { viewport: { width: 1440, height: 960 } });
  await title(page, '担当者を選んでください').waitFor();
  await button(page, '見本').click();
  await title(page, '受付・患者').waitFor();
  const letters = await ask(page, 'letter_list', { patient_id: null, state: null, text: '' });
  const [letter] = letters.filter(({ state }) => state === 'draft').concat(letters);
  await enter(page, `/letters/${letter.patient.id}/${letter.id}`);
  await settled(page);
  const preview = button(page, '見本を見る');
  if (await preview.isVisible()) await preview.click();
  await page
    .getByRole('img', { name: /ページ/ })
    .first()
    .waitFor();
  await settled(page);
  await page.screenshot({ path: file });
} finally {
  await browser.close();
  await server?.stop();
  place.remove();
}
