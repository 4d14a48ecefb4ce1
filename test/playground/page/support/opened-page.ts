import type { Locator, Page } from 'playwright-core';

/** A machine under load needs its time to start a bot and draw a picture. */
const TIMEOUT_MS = 60_000;

/** The page in a browser tab, as a person sees and uses it. */
export class OpenedPage {
  readonly consoleErrors: string[] = [];
  /** What was asked of any other host than the playground. */
  readonly foreignRequests: string[] = [];

  private constructor(
    readonly page: Page,
    origin: string,
  ) {
    page.setDefaultTimeout(TIMEOUT_MS);
    page.on('pageerror', (error) => this.consoleErrors.push(error.message));
    page.on('console', (message) => {
      const isTrouble = ['error', 'warning'].includes(message.type());
      if (isTrouble && !isExpected(message.text())) this.consoleErrors.push(message.text());
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      const isLocal = ['data:', 'blob:'].includes(url.protocol);
      if (!isLocal && url.origin !== origin) this.foreignRequests.push(request.url());
    });
  }

  static async open(page: Page, url: URL): Promise<OpenedPage> {
    const opened = new OpenedPage(page, url.origin);
    await page.goto(url.href);
    await opened.button(/: Online\. Bot panel/).waitFor();
    return opened;
  }

  get composer(): Locator {
    return this.page.locator('#composer-text');
  }

  /** The bot's newest message. */
  get card(): Locator {
    return this.page.getByRole('article', { name: /^Nano Banana/ }).last();
  }

  get modal(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** What is said in the middle of the page: messages, banners, the tour. */
  text(text: string | RegExp): Locator {
    return this.page.getByRole('main').getByText(text);
  }

  /** Writes a message and sends it with Enter. */
  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** The page has heard that what was sent has arrived, and gives the focus to the composer. */
  async hasSent(): Promise<void> {
    await this.page.locator('.send[aria-busy=false]').waitFor();
  }

  /** Picks a slash command, and returns its form. */
  async form(command: string): Promise<Locator> {
    await this.composer.fill(`/${command}`);
    await this.page.getByRole('option', { name: new RegExp(`^/?\\s*/${command} `) }).click();
    return this.page.getByRole('form', { name: `/${command}` });
  }

  /** Sends a slash command with these texts as its options. */
  async run(command: string, options: Readonly<Record<string, string>> = {}): Promise<void> {
    const form = await this.form(command);
    for (const [name, text] of Object.entries(options)) {
      await form.getByLabel(new RegExp(`^${name}(?: \\*)?$`)).fill(text);
    }
    await form.getByRole('button', { name: 'Run' }).click();
    await form.waitFor({ state: 'detached' });
  }

  /** Mentions the bot and waits for its card. */
  async ask(prompt: string): Promise<Locator> {
    await this.say(`@Nano Banana ${prompt}`);
    const asked = this.card.filter({ hasText: prompt });
    await asked.getByRole('button', { name: 'Process Prompt' }).waitFor();
    const id = await this.page.locator('.message', { has: asked }).getAttribute('data-message-id');
    return this.page.locator(`[data-message-id="${id}"]`);
  }

  /** Asks for a picture and waits until it is made. */
  async makePicture(prompt: string): Promise<Locator> {
    const card = await this.ask(prompt);
    await card.getByRole('button', { name: 'Process Prompt' }).click();
    await card.getByRole('button', { name: 'Left' }).waitFor();
    await card.getByRole('img').waitFor();
    return card;
  }

  async openChannel(name: string): Promise<void> {
    await this.page.locator('.channels').getByRole('button', { name }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async tab(name: 'Bot' | 'Log' | 'Members'): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }

  /** Kills the bot and waits until it is back by itself. */
  async killAndWait(): Promise<void> {
    await this.tab('Bot');
    await this.button('Kill -9').click();
    await this.text('Nano Banana was killed with kill -9').last().waitFor();
    await this.text(/Nano Banana is back, /)
      .last()
      .waitFor();
  }
}

/** The browser itself reports what the playground refuses, which the page tells the person. */
function isExpected(text: string): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of 4');
}
