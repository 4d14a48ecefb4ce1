import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import { preview } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { E2eWorld } from '../support/e2e-world.js';

const room = shareWorld();

/** What the bot says next to one person alone, when it has thought. */
async function toldPrivately(person: Person): Promise<string> {
  const answer = await person.nextEphemeral();
  await answer.changed(({ content }) => content !== '');
  return answer.content;
}

it('/settings says what new cards start with, for oneself, over a SIGKILL, and a flag goes before it', async () => {
  const { world, ann, ben } = room();
  const { modal } = await ann.command('settings');
  expect(modal?.title).toBe('Your settings');
  await world.killAndRestart();
  await modal!.submit({ 'Aspect ratio': '16:9' });
  expect(await toldPrivately(ann)).toBe('From now on, your new cards start with: 16:9.');
  expect((await preview(ann, 'a cat')).footer).toMatch(/^16:9 · /);
  expect((await preview(ann, 'a cat --ar 1:1')).footer).toMatch(/^1:1 · /);
  expect((await preview(ben, 'a dog')).footer).toMatch(/^Persistent Session ID: /);
  expect((await ann.command('settings')).modal?.choices[0]?.values).toEqual(['16:9']);
});

it('/settings of a server are for those who manage it, and for all cards there but not elsewhere', async () => {
  const { sandbox } = await E2eWorld.start();
  const [owner, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const refused = await ben.command('settings', { for: 'server' });
  expect(refused.ephemeral?.content).toContain('Manage Server');
  const { modal } = await owner.command('settings', { for: 'server' });
  expect(modal?.title).toBe('Settings of this server');
  await modal!.submit({ 'Aspect ratio': '21:9' });
  const said = await toldPrivately(owner);
  expect(said).toBe('From now on, new cards on this server start with: 21:9.');
  expect((await preview(ben, 'a dog')).footer).toMatch(/^21:9 · /);
  const direct = await ben.nextReply(await ben.dm('a dog'));
  expect(direct.footer).toMatch(/^Persistent Session ID: /);
});
