import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, lookOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';
import { walkWhileLocked } from '../support/e2e-locked.js';
import { gate } from '../support/gate.js';
import { picture } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const CALLBACK = { method: 'POST', route: '/interactions/:id/:token/callback' } as const;
const MESSAGE = { method: 'PATCH', route: '/channels/:id/messages/:id' } as const;
/** By its channel, and by the token of a click. */
const EVERY_EDIT = { method: 'PATCH', route: /^\/(?:channels|webhooks)\/.*\/messages\// } as const;
const MESSAGES = { method: 'POST', route: '/channels/:id/messages' } as const;
const MINUTE_MS = 60_000;

const room = shareGeminiWorld();

/** A card at the second of two outputs. */
async function twoOutputs(person: Person): Promise<SeenMessage> {
  const card = await result(person, 'a cat');
  await restyle(person, card, 'Sketch');
  return card;
}

it('an answer that takes more than 3 s still changes the card, by its channel', async () => {
  const { world, sandbox, ann } = room();
  const card = await twoOutputs(ann);
  const database = await E2eDatabase.open(world);
  await database.lock();
  const edits = sandbox.requests.count(MESSAGE);
  const failed = ann.click(card, '⬅️').catch(String);
  sandbox.clock.advance(3_001);
  expect(await failed).toContain('did not answer within 3 s');
  await database.unlock();
  await card.changed(() => placeOf(card) === '1 of 2');
  expect(sandbox.requests.count(MESSAGE)).toBe(edits + 1);
  await ann.click(card, '➡️');
  expect(placeOf(card)).toBe('2 of 2');
});

it('an answer that takes more than 15 min, when the token is dead, still changes the card, by its channel', async () => {
  const { world, sandbox, ann } = room();
  const card = await twoOutputs(ann);
  const database = await E2eDatabase.open(world);
  const edits = sandbox.requests.count(MESSAGE);
  const late = () => sandbox.clock.advance(16 * MINUTE_MS);
  const kinds = await walkWhileLocked(database, ann, card, '1 of 2', late);
  expect([...kinds]).toEqual(['deferredUpdate']);
  expect(sandbox.requests.count(MESSAGE)).toBe(edits + 1);
  await ann.click(card, '➡️');
  expect(placeOf(card)).toBe('2 of 2');
});

it('a picture that takes more than 15 min of model time comes on its card all the same', async () => {
  const { sandbox, gemini, ann } = room();
  const card = await preview(ann, 'a cat');
  const release = await slowModel(gemini);
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  sandbox.clock.advance(16 * MINUTE_MS);
  release();
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
});

it('a click is answered in the end when Discord answers 500 for a while', async () => {
  const { sandbox, ann } = room();
  const card = await twoOutputs(ann);
  sandbox.faults.add({ ...CALLBACK, effect: { kind: 'status', status: 500 }, times: 2 });
  const before = sandbox.requests.count(CALLBACK);
  await ann.click(card, '⬅️');
  expect(sandbox.requests.count(CALLBACK)).toBe(before + 3);
  expect(placeOf(card)).toBe('1 of 2');
});

it('a picture is delivered when Discord no longer answers 500 to every edit', async () => {
  const { sandbox, bot, ann } = room();
  const card = await preview(ann, 'a cat');
  const end = sandbox.faults.add({
    ...EVERY_EDIT,
    effect: { kind: 'status', status: 500 },
    times: Infinity,
  });
  await ann.click(card, 'Process Prompt');
  await bot.logged('Retrying');
  end();
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
  expect(bot.log.filter(({ msg }) => msg === 'Generation produced a picture')).toHaveLength(1);
});

it('clicks and pictures wait for their turn when Discord limits the rate', async () => {
  const { sandbox, ann, ben } = room();
  const cards = await Promise.all([twoOutputs(ann), result(ben, 'a dog')]);
  sandbox.faults.rateLimit({ ...CALLBACK, limit: 2, windowMs: 2_000 });
  sandbox.faults.rateLimit({ ...EVERY_EDIT, limit: 1, windowMs: 2_000 });
  sandbox.requests.clear();
  await Promise.all([
    ann.click(cards[0], '⬅️'),
    ben.click(cards[0], '⬅️'),
    ann.click(cards[1], 'Process Prompt'),
  ]);
  await cards[1].changed(() => placeOf(cards[1]) === '2 of 2');
  await restyle(ben, cards[1], 'Neon');
  expect(cards.map(placeOf)).toEqual(['1 of 2', '3 of 3']);
  expect(sandbox.requests.all.some(({ status }) => status === 429)).toBe(true);
});

it('a click made while the gateway is down is answered after the resume', async () => {
  const { sandbox, bot, ann } = room();
  const card = await twoOutputs(ann);
  await ann.click(card, '⬅️');
  sandbox.gateway.drop();
  await sandbox.botOffline();
  await ann.click(card, '➡️');
  expect(placeOf(card)).toBe('2 of 2');
  await bot.logged('Gateway resumed');
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');
});

it('a card whose post lost its answer is there once, and works', async () => {
  const { sandbox, ann } = room();
  sandbox.faults.add({ ...MESSAGES, effect: { kind: 'cut' }, when: 'after' });
  const message = await ann.mention('a cat');
  const card = await ann.nextReply(message);
  await sandbox.requests.begun(MESSAGES);
  expect(sandbox.requests.count(MESSAGES)).toBe(2);
  await ann.click(card, 'Process Prompt');
  await finished(card);
  const replies = [...sandbox.world.messages.values()].filter(
    ({ reference, authorId }) => authorId === sandbox.bot.id && reference?.messageId === message.id,
  );
  expect(replies.map(({ id }) => id)).toEqual([card.id]);
});

/** The model's next answer comes when the returned function is called. */
async function slowModel(gemini: GeminiRoom['gemini']): Promise<() => void> {
  const bytes = await photo(200, 150).png().toBuffer();
  const { opened, open } = gate();
  gemini.script({ kind: 'later', after: opened, answer: picture(bytes) });
  return open;
}

/** What the log says of an outcome that cannot be shown on its card. */
const TOLD = 'Outcome told in a direct message';

/**
 * Starts a generation, lets `happen` befall its card meanwhile, and waits for the bot to notice.
 */
async function meanwhile(
  { ann, bot, gemini }: GeminiRoom,
  happen: (card: SeenMessage) => void,
): Promise<SeenMessage> {
  const card = await preview(ann, 'a cat');
  const release = await slowModel(gemini);
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  happen(card);
  release();
  const id = interactionIdOf(card);
  await bot.logged(TOLD, ({ interactionId }) => interactionId === id);
  return card;
}

/** The output is stored, and the bot goes on with other people's cards. */
async function expectKeptAndGoingOn({ cleo, world }: GeminiRoom, card: SeenMessage): Promise<void> {
  await result(cleo, 'a dog', { channel: 'lobby' });
  const row = await (await E2eDatabase.open(world)).row(interactionIdOf(card));
  expect(row?.['active_status']).toBeNull();
  const { view, outputs } = JSON.parse(String(row?.['document']));
  expect([view, outputs.length]).toEqual(['style_view', 1]);
  const files = await readdir(path.join(world.dataDir, 'output_images'));
  expect(files.filter((name) => name.includes(interactionIdOf(card)))).toHaveLength(1);
}

it('a picture for a channel that shut the bot out is shown by the first click once it is back in', async () => {
  const all = room();
  const { sandbox, channel, ann } = all;
  const card = await meanwhile(all, () => {
    sandbox.denyBot(channel, PermissionFlagsBits.ViewChannel);
    // By the token of the click, the card could still be edited.
    sandbox.clock.advance(16 * MINUTE_MS);
  });
  const before = lookOf(card);
  await expectKeptAndGoingOn(all, card);
  expect(lookOf(card)).toEqual(before);

  sandbox.denyBot(channel, 0n);
  await ann.click(card, 'Cancel');
  expect(placeOf(card)).toBe('1 of 1');
  expect(card.pictureName).toBeDefined();
});
