import assert from 'node:assert/strict';

import { beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';

import type { Playground } from '../../../../src/playground/playground.js';
import { endAfterFile, endAfterTest } from '../../../support/endings.js';
import { begun, startPlayground } from '../../playing.js';
import { launchBrowser } from './browser.js';
import { OpenedPage } from './opened-page.js';

let browser: Browser | null = null;

beforeAll(async () => {
  const launched = await launchBrowser();
  endAfterFile(() => launched.close());
  browser = launched;
});

/**
 * A playground with the built bot in it, and pages of it in a real browser; ended after the test.
 */
export class PageWorld {
  private constructor(readonly playground: Playground) {}

  static async start(): Promise<PageWorld> {
    return new PageWorld(await startPlayground());
  }

  /**
   * Opens the page as a person in a browser profile of its own; the tour only where it is wanted.
   */
  async open(
    as = 'ann',
    { tour = false, ...options }: BrowserContextOptions & { readonly tour?: boolean } = {},
  ): Promise<OpenedPage> {
    const context = await browser!.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    let opened: OpenedPage | undefined;
    endAfterTest(async () => {
      await context.close();
      assert.deepEqual(opened?.consoleErrors, [], 'The page has errors in its console.');
      assert.deepEqual(opened?.foreignRequests, [], 'The page asks other hosts.');
    });
    if (!tour) {
      await context.addInitScript(() => localStorage.setItem('playground:tour', 'seen'));
    }
    const url = new URL(this.playground.address);
    url.searchParams.set('as', as);
    opened = await OpenedPage.open(await context.newPage(), url);
    return opened;
  }

  /** Does something that a bot which is away cannot answer, and lets its three seconds pass. */
  async inVain(use: () => Promise<unknown>): Promise<void> {
    const { sandbox } = this.playground;
    const waiting = begun(this.playground);
    await use();
    await waiting;
    sandbox.clock.advance(3_000);
  }
}
