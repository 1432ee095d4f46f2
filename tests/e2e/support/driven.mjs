// Finding things in the driven window the way a person does: by the words on the screen.
import { until } from './window.mjs';

const BY_LABEL = `
  const wanted = arguments[0];
  const words = (element) => element.textContent.replace('※必須', '').trim();
  const label = [...document.querySelectorAll('label')].find((one) => words(one) === wanted);
  return label?.control ?? null;
`;

const BY_WORDS = `
  const [selector, wanted] = arguments;
  const fits = (element) => element.textContent.trim().startsWith(wanted) && element.getClientRects().length > 0;
  return [...document.querySelectorAll(selector)].find(fits) ?? null;
`;

/** The window, as a person works in it. */
export class Hand {
  constructor(driver) {
    this.driver = driver;
  }

  /** Waits for a page with this title. */
  async title(words) {
    await this.see('h1', words);
  }

  /** Waits for an element with these words. */
  async see(selector, words) {
    return await until(() => this.driver.executeScript(BY_WORDS, selector, words), `${selector} ${words}`);
  }

  /** Types into the field under this label. */
  async type(label, text) {
    const field = await until(() => this.driver.executeScript(BY_LABEL, label), `the field ${label}`);
    await field.clear();
    await field.sendKeys(text);
  }

  /** Presses the button with these words. */
  async press(words) {
    const button = await this.see('button', words);
    await until(() => button.isEnabled(), `the button ${words} can be pressed`);
    await this.#click(button);
  }

  /** Chooses the radio button or ticks the box with these words. */
  async choose(words) {
    await this.#click(await this.see('label', words));
  }

  async #click(element) {
    await this.driver.executeScript('arguments[0].scrollIntoView({ block: "center" })', element);
    await element.click();
  }

  /** What is written on the page. */
  async text() {
    return await this.driver.executeScript('return document.body.innerText');
  }

  /** Asks the shell for a command the way a page would that had been broken into; tells how it was refused. */
  async invoke(command, args) {
    const script = `
      const [command, args, done] = arguments;
      window.__TAURI_INTERNALS__.invoke(command, args).then(
        (value) => done({ value }),
        (error) => done({ error: typeof error === 'string' ? error : JSON.stringify(error) }),
      );
    `;
    return await this.driver.executeAsyncScript(script, command, args);
  }
}
