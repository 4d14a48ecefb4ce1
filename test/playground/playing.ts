import { beforeAll, beforeEach } from '@jest/globals';

import { DataDirectory } from '../../src/playground/data-directory.js';
import { Playground } from '../../src/playground/playground.js';
import type { PlaygroundOptions } from '../../src/playground/playground.js';
import { waitFor } from '../../src/sandbox/client/waiting.js';
import { endAfterFile, endAfterTest } from '../support/endings.js';
import { OpenPage } from './open-page.js';

/** A playground with the built bot in it, ended after the test unless told when. */
export async function startPlayground(
  gemini: Partial<PlaygroundOptions['gemini']> = {},
  endLater = endAfterTest,
): Promise<Playground> {
  const { apiKey, name, url } = gemini;
  const playground = await Playground.start({
    port: 0,
    data: await DataDirectory.open(undefined),
    gemini: { apiKey, name, url },
    logLevel: 'info',
    patient: true,
  });
  endLater(() => playground.stop());
  return playground;
}

/**
 * One playground for all tests of a file; a bot that one of them has stopped starts for the next.
 */
export function sharePlayground(): () => Playground {
  let playground: Playground | undefined;
  beforeAll(async () => {
    playground = await startPlayground({}, endAfterFile);
  });
  beforeEach(() => {
    if (playground?.bot.state.pid === null) playground.bot.restart();
  });
  return () => {
    if (playground === undefined) throw new Error('A playground is there only while a test runs.');
    return playground;
  };
}

/** The page, opened as a person and with the bot ready; closed after the test. */
export async function openPage({ address }: Playground, as = 'ann'): Promise<OpenPage> {
  const page = await OpenPage.open(address, as);
  endAfterTest(async () => page.close());
  await page.botReady();
  return page;
}

/** Waits until a click or another interaction is on its way to the bot. */
export async function begun({ sandbox }: Playground): Promise<void> {
  await waitFor(sandbox, {
    what: 'an interaction',
    check: ({ kind }) => (kind === 'interaction' ? true : undefined),
  });
}

/** The id of a channel by its name. */
export function channelId({ snapshot }: OpenPage, name: string): string {
  return snapshot.channels.find((channel) => channel.name === name)!.id;
}
