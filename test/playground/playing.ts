import { afterEach } from '@jest/globals';

import { DataDirectory } from '../../src/playground/data-directory.js';
import { Playground } from '../../src/playground/playground.js';
import type { PlaygroundOptions } from '../../src/playground/playground.js';
import { OpenPage } from './open-page.js';

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

/** A playground with the built bot in it, ended after the test. */
export async function startPlayground(
  options: Partial<PlaygroundOptions['gemini']> & { readonly dataDir?: string } = {},
): Promise<Playground> {
  const { dataDir, apiKey, name, url } = options;
  const playground = await Playground.start({
    port: 0,
    data: await DataDirectory.open(dataDir),
    gemini: { apiKey, name, url },
    logLevel: 'info',
  });
  endings.push(() => playground.stop());
  return playground;
}

/** The page, opened as a person and with the bot ready; closed after the test. */
export async function openPage({ address }: Playground, as = 'ann'): Promise<OpenPage> {
  const page = await OpenPage.open(address, as);
  endings.push(() => page.close());
  await page.botReady();
  return page;
}

/** The id of a channel by its name. */
export function channelId({ snapshot }: OpenPage, name: string): string {
  return snapshot.channels.find((channel) => channel.name === name)!.id;
}
