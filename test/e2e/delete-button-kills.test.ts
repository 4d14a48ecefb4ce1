import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { waitFor } from '../../src/sandbox/client/waiting.js';
import type { RequestMatch } from '../../src/sandbox/faults.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import {
  deleteWhole,
  expectDeleted,
  expectNothingLeft,
  letModerate,
} from '../support/e2e-deletions.js';
import { eventually } from '../support/eventually.js';
import { repliesTo } from '../support/e2e-replies.js';
import { shareWorld, type Room } from '../support/e2e-room.js';

const room = shareWorld();

const MINUTE_MS = 60_000;
const CALLBACK: RequestMatch = { method: 'POST', route: '/interactions/:id/:token/callback' };
const DELETE: RequestMatch = { method: 'DELETE', route: /^\/(?:channels|webhooks)\// };

/** The bot dies over a confirmed deletion right after it has noted it. */
async function killedOnceNoted({ world, sandbox }: Room, person: Person, card: SeenMessage) {
  const modal = await person.openModal(card, '🗑️');
  const database = await E2eDatabase.open(world);
  // The bot waits for this answer before it asks for more.
  sandbox.faults.add({ ...CALLBACK, effect: { kind: 'delay', delayMs: MINUTE_MS } });
  void modal.submit().catch(() => undefined);
  await eventually(async () => {
    const row = await database.row(interactionIdOf(card));
    return typeof row?.['deleted_at'] === 'string';
  });
  await world.bot.kill();
  sandbox.faults.clear();
  expect(card.isDeleted).toBe(false);
}

/** The bot dies right after Discord has deleted the message. */
async function killedOnceDeleted({ world, sandbox }: Room, person: Person, card: SeenMessage) {
  const modal = await person.openModal(card, '🗑️');
  sandbox.faults.add({ ...DELETE, effect: { kind: 'cut' }, when: 'after', times: Infinity });
  const deleted = waitFor(sandbox, {
    what: 'the deletion of the card',
    check: (event) => (event.kind === 'messageDelete' && event.message.id === card.id) || undefined,
  });
  void modal.submit().catch(() => undefined);
  await deleted;
  await world.bot.kill();
  sandbox.faults.clear();
}

it('a deletion over which the bot was killed once it was noted is finished after the start', async () => {
  const here = room();
  here.sandbox.faults.replaysAcknowledged = true;
  const card = await result(here.ann, 'a cat');
  const id = interactionIdOf(card);
  await killedOnceNoted(here, here.ann, card);
  const row = await (await E2eDatabase.open(here.world)).row(id);
  expect(row?.['deleted_at']).toEqual(expect.any(String));
  here.sandbox.faults.replaysAcknowledged = true;
  await here.world.startBot();
  await expectDeleted(here.world, card, id);
});

it('a deletion over which the bot was killed once the message was gone is finished by a cleanup, and the request is not answered again', async () => {
  const here = room();
  const { world, sandbox, ann } = here;
  const mention = await ann.mention('a cat');
  const card = await ann.nextReply(mention);
  await ann.click(card, 'Process Prompt');
  await finished(card);
  const id = interactionIdOf(card);
  await killedOnceDeleted(here, ann, card);
  await world.startBot();
  await world.bot.logged('Made up for what was missed');
  expect(repliesTo(sandbox, mention)).toEqual([]);
  const database = await E2eDatabase.open(world);
  expect((await database.row(id))?.['deleted_at']).toEqual(expect.any(String));
  const yesterday = new Date(Date.now() - 25 * 60 * MINUTE_MS).toISOString();
  await database.run('UPDATE interactions SET deleted_at = ? WHERE id = ?', yesterday, id);
  expect(await cli(world, ['cleanup', '--max-age-days', '3650'])).toMatchObject({ code: 0 });
  await expectNothingLeft(world, id);
});

it('a card whose deletion is noted, and that nobody finished, can be deleted by a moderator, or goes on by who asked', async () => {
  const here = room();
  const { world, sandbox, channel, ann, ben, cleo } = here;
  letModerate(sandbox, channel, ben);
  const [mine, kept] = [await result(ann, 'a cat'), await result(ann, 'a dog')];
  for (const card of [mine, kept]) {
    await killedOnceNoted(here, ann, card);
    await world.startBot({ RESUME_SESSION: 'false' });
  }
  expect((await cleo.click(mine, 'Vary')).ephemeral?.content).toContain('It was deleted');
  await deleteWhole(world, ben, mine);
  await ann.click(kept, 'Vary');
  await kept.changed((each) => placeOf(each) === '2 of 2');
  const row = await (await E2eDatabase.open(world)).row(interactionIdOf(kept));
  expect(row?.['deleted_at']).toBeNull();
});

it('a request whose card was deleted is not answered again after a SIGKILL, however it comes back', async () => {
  const { world, sandbox, bot, channel, ann, ben } = room();
  sandbox.faults.replaysAcknowledged = true;
  const database = await E2eDatabase.open(world);
  const before = await database.sequence();
  await preview(ben, 'a cow');
  // The position in this session is stored now.
  await eventually(async () => (await database.sequence()) !== before);
  const sequence = await database.sequence();
  const mention = await ann.mention('a cat');
  const card = await ann.nextReply(mention);
  await deleteWhole(world, ann, card);
  const count = () => sandbox.world.channel(channel).messageIds.length;
  const messages = count();

  await bot.kill();
  // As if the position had not been stored since then.
  await database.run('UPDATE gateway_sessions SET sequence = ?', sequence);
  await world.startBot();
  await world.bot.logged('Made up for what was missed');
  expect(repliesTo(sandbox, mention)).toEqual([]);

  await world.bot.kill();
  sandbox.clock.advance(3 * MINUTE_MS);
  await ben.say('hello');
  await database.run('UPDATE gateway_sessions SET seen_up_to = ?', String(BigInt(mention.id) - 1n));
  await world.startBot();
  expect((await world.bot.logged('Read channels back'))['mentions']).toBeGreaterThan(0);
  expect(repliesTo(sandbox, mention)).toEqual([]);
  expect(count()).toBe(messages + 1);
  expect(await ann.nextReply(await ann.mention('another'))).toBeDefined();
});
