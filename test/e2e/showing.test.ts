import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { denyInChannel } from '../../src/sandbox/world/permissions.js';
import { failureOn, interactionIdOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { gate } from '../support/gate.js';
import { httpError, picture } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld({ GENERATION_TRIES: '1' });

const NOT_FOUND = 'I found no card with this id that you may see';

/** What somebody is told who asks for a card in a channel. */
async function shown(person: Person, card: SeenMessage, channel: string): Promise<string> {
  const { ephemeral } = await person.command('show', { id: interactionIdOf(card) }, { channel });
  if (ephemeral === undefined) throw new Error('The answer is not private.');
  await ephemeral.changed(() => !ephemeral.isLoading);
  return ephemeral.content;
}

/** The card where it is after somebody asked for it in a channel. */
async function brought(person: Person, card: SeenMessage, channel: string): Promise<SeenMessage> {
  const [, id = ''] = /\/(\d+)$/.exec(await shown(person, card, channel)) ?? [];
  await card.changed(() => card.buttons.length === 0);
  return person.sees(id);
}

it('/show brings no card to somebody who cannot read its channel, and does not tell that it exists', async () => {
  const { sandbox, ann, ben, cleo, channel } = room();
  const card = await preview(ann, 'a lighthouse');
  denyInChannel(
    sandbox.world,
    sandbox.world.channel(channel),
    cleo.id,
    PermissionFlagsBits.ViewChannel,
  );
  const refusal = await shown(cleo, card, 'general');
  expect(refusal).toContain(NOT_FOUND);
  expect(card.buttons.length).toBeGreaterThan(0);
  const { ephemeral } = await cleo.command(
    'show',
    { id: '3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b' },
    { channel: 'general' },
  );
  await ephemeral?.changed(() => !ephemeral.isLoading);
  expect(ephemeral?.content).toBe(refusal);
  expect((await brought(ben, card, 'general')).title).toBe('a lighthouse');
});

it('/show brings a card out of a direct message into a thread, for who asked for it alone', async () => {
  const { sandbox, ann, ben, channel } = room();
  const card = await ann.nextReply(await ann.dm('a lighthouse'));
  expect(await shown(ben, card, channel)).toContain(NOT_FOUND);
  const there = await brought(ann, card, 'kittens');
  expect(there.channelId).toBe(sandbox.world.channel('kittens').id);
  await ann.click(there, 'Process Prompt');
  await finished(there);
});

it('a card that is brought away while its picture is made shows it in the new place, and so does one that waits', async () => {
  const { gemini, ann, ben } = room();
  const slow = gate();
  const bytes = await photo(64, 48).png().toBuffer();
  const later = { kind: 'later', after: slow.opened, answer: picture(bytes) } as const;
  gemini.script(later, later);
  const [running, waiting] = [await preview(ann, 'one'), await preview(ann, 'two')];
  await ann.click(running, 'Process Prompt');
  await gemini.received(1);
  // One picture at a time is made for a person.
  await ann.click(waiting, 'Process Prompt');
  const there = await brought(ben, running, 'general');
  const waitingThere = await brought(ben, waiting, 'general');
  expect(there.buttons.map(({ label }) => label)).toContain('Cancel');
  slow.open();
  for (const card of [there, waitingThere]) {
    await finished(card);
    expect(placeOf(card)).toBe('1 of 1');
  }
  expect(placeOf(running)).toBeUndefined();
  expect(placeOf(waiting)).toBeUndefined();
});

it('a card with a failure is brought with its failure, and Try again works there', async () => {
  const { gemini, ann } = room();
  gemini.script(httpError(503, 'UNAVAILABLE', 'The model is overloaded.'));
  const card = await preview(ann, 'a lighthouse');
  await ann.click(card, 'Process Prompt');
  await failureOn(card);
  const there = await brought(ann, card, 'general');
  expect(await failureOn(there)).toContain('Try again');
  await ann.click(there, 'Try again');
  await finished(there);
});

it('the former messages of a card that was moved twice tell anybody after a restart where it is', async () => {
  const { world, ann, ben, cleo, channel } = room();
  const first = await result(ann, 'a lighthouse');
  const second = await brought(ben, first, 'general');
  const third = await brought(ann, second, channel);
  await world.killAndRestart();
  // Somebody may have opened the message before it lost its buttons.
  const press = { customId: `process_edit_prompt:${interactionIdOf(first)}` };
  for (const old of [first, second]) {
    const { ephemeral } = await cleo.clickRaw(old, press);
    expect(ephemeral?.content).toContain(third.id);
  }
  await cleo.click(third, 'Vary');
  await third.changed(() => placeOf(third) === '2 of 2');
});
