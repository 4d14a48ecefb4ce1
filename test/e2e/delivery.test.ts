import { describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { allReplied, repliesTo } from '../support/e2e-replies.js';
import { E2eWorld } from '../support/e2e-world.js';

const POST = { method: 'POST', route: '/channels/:id/messages' };
const EDIT = { method: 'PATCH', route: '/channels/:id/messages/:id' };

const idOf = (card: SeenMessage) => card.footer?.split(': ')[1] ?? '';

/** A card whose picture is made only after the restart, in a world that has changed meanwhile. */
async function withOutcomeDue(change: (world: E2eWorld, card: SeenMessage) => void) {
  const world = await E2eWorld.start();
  const ann = world.sandbox.user('ann');
  const card = await result(ann, 'a cat', { channel: 'lobby' });
  const footer = card.footer;
  // The click is stored, and then the process dies.
  world.sandbox.faults.add({ ...EDIT, effect: { kind: 'cut' }, times: Infinity });
  await ann.click(card, 'Process Prompt');
  await world.bot.kill();
  world.sandbox.faults.clear();
  change(world, card);
  await world.startBot();
  return { world, ann, card, footer };
}

/** The bot's next direct message. */
async function directMessage({ sandbox }: E2eWorld, person: Person): Promise<SeenMessage> {
  const { id } = sandbox.world.directChannel(person.id, sandbox.bot.id);
  return person.nextMessage(id);
}

const moderatorDeletes = ({ sandbox }: E2eWorld, { message }: SeenMessage) =>
  sandbox.writer.remove(message);

const channelDeleted = ({ sandbox: { world } }: E2eWorld, { channelId }: SeenMessage) =>
  void world.channels.delete(channelId);

describe('an outcome whose card is gone', () => {
  it.each([
    ['because the message was deleted', moderatorDeletes],
    ['because the channel was deleted', channelDeleted],
  ])('%s, comes as a direct message that goes on working', async (_why, change) => {
    const { world, ann, footer } = await withOutcomeDue(change);
    const told = await directMessage(world, ann);
    expect(told.content).toContain('is gone, so I bring it here');
    expect(told.footer).toBe(footer);
    expect(told.title).toBe('Output 2 of 2');
    expect((await told.picture()).length).toBeGreaterThan(0);

    await world.killAndRestart();
    await ann.click(told, '⬅️');
    expect(told.title).toBe('Output 1 of 2');
    await ann.click(told, 'Process Prompt');
    await told.changed(({ title }) => title === 'Output 3 of 3');
    await finished(told);
  });
});

describe('an outcome whose card the bot may not edit any more', () => {
  it.each([
    [
      'because it lost the permission',
      ({ sandbox }: E2eWorld) => sandbox.denyBot('lobby', PermissionFlagsBits.ViewChannel),
    ],
    [
      'because the thread is archived',
      ({ sandbox }: E2eWorld) =>
        void sandbox.faults.add({
          ...EDIT,
          effect: { kind: 'status', status: 400, body: { code: 50083, message: 'archived' } },
          times: Infinity,
        }),
    ],
  ])('%s, is told in a direct message, and the card works again later', async (_why, change) => {
    const { world, ann, card, footer } = await withOutcomeDue(change);
    const told = await directMessage(world, ann);
    expect(told.content).toContain('I cannot reach your card');
    expect(told.footer).toBe(footer);
    expect((await told.picture()).length).toBeGreaterThan(0);
    expect(told.buttons).toEqual([]);

    world.sandbox.faults.clear();
    world.sandbox.denyBot('lobby', 0n);
    await ann.click(card, 'Cancel');
    expect(card.title).toBe('Output 2 of 2');
  });

  it('is told once, though the process dies before it can note that', async () => {
    const { world, ann } = await withOutcomeDue(({ sandbox }) => {
      sandbox.denyBot('lobby', PermissionFlagsBits.ViewChannel);
      sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, when: 'after', times: Infinity });
    });
    const told = await directMessage(world, ann);
    await world.bot.kill();
    world.sandbox.faults.clear();
    // Discord has forgotten the nonce by then.
    world.sandbox.clock.advance(10 * 60_000);
    await world.startBot();
    await world.bot.logged('Outcome told in a direct message');
    expect(world.sandbox.world.channel(told.channelId).messageIds).toHaveLength(1);
  });

  it('is kept and logged when the person takes no direct messages', async () => {
    const { world, ann, card } = await withOutcomeDue(({ sandbox }) => {
      sandbox.denyBot('lobby', PermissionFlagsBits.ViewChannel);
      const body = { code: 50007, message: 'Cannot send messages to this user' };
      sandbox.faults.add({ ...POST, effect: { kind: 'status', status: 403, body } });
    });
    await world.bot.logged('Person cannot be told');
    world.sandbox.denyBot('lobby', 0n);
    await preview(ann, 'still there');
    await ann.click(card, 'Cancel');
    expect(card.title).toBe('Output 2 of 2');
  });
});

describe('a card is posted once', () => {
  it('when Discord’s answer to the post is lost', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, when: 'after' });
    const message = await ann.mention('a cat');
    const card = await ann.nextReply(message);
    await ann.click(card, 'Process Prompt');
    await finished(card);
    expect(repliesTo(sandbox, message)).toHaveLength(1);
  });

  it.each([
    ['after storing the request, before posting', 'before'],
    ['after posting, before noting it', 'after'],
  ] as const)(
    'when the process is killed %s',
    async (_when, when) => {
      for (const awayMs of [0, 10 * 60_000]) {
        const world = await E2eWorld.start();
        const { sandbox } = world;
        const ann = sandbox.user('ann');
        await preview(sandbox.user('ben'), 'a dog');
        sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, when, times: Infinity });
        const posting = sandbox.requests.begun(POST);
        const message = await ann.mention('a cat');
        await posting;
        if (when === 'after') await allReplied(sandbox, [message]);
        await world.bot.kill();
        sandbox.faults.clear();
        sandbox.clock.advance(awayMs);

        await world.startBot();
        await allReplied(sandbox, [message]);
        const card = await ann.nextReply(message);
        await ann.click(card, 'Process Prompt');
        await finished(card);
        await world.bot.stop();
        expect(repliesTo(sandbox, message)).toHaveLength(1);
        const database = await E2eDatabase.open(world);
        const row = await database.row(idOf(card));
        expect(row).toMatchObject({ request_message_id: message.id, message_id: card.id });
      }
    },
    60_000,
  );
});
