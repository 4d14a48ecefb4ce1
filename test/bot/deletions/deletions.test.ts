import { EventEmitter } from 'node:events';

import { describe, expect, it } from '@jest/globals';
import type { Client, GatewayDispatchPayload } from 'discord.js';

import { Deletions, MISSED_DELETION } from '../../../src/bot/deletions/deletions.js';
import type { GenerationQueue } from '../../../src/generation/generation-queue.js';
import { generationIn, newInteractionState, OTHER_INTERACTION_ID } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';
import { openTestDatabase, storedState } from '../../support/test-database.js';

const GUILD = '300000000000000003';
const OTHER_GUILD = '300000000000000009';

/** A client that is in some servers, with one shard. */
function clientIn(...guilds: string[]): Client<true> {
  const client = Object.assign(new EventEmitter(), {
    guilds: { cache: new Map(guilds.map((id) => [id, {}])) },
    options: { shardCount: 1 },
  });
  return client as unknown as Client<true>;
}

async function setUp(client = clientIn(GUILD)) {
  const database = await openTestDatabase();
  const { persistence, places, clock, logger } = database;
  const cancelled: string[] = [];
  const queue = strictDouble<GenerationQueue>('GenerationQueue', {
    cancel: (id) => void cancelled.push(id),
  });
  const deletions = new Deletions(persistence, places, queue, clock, logger);
  deletions.follow(client);
  const tell = async (t: string, d: object, event: string = 'raw') => {
    const packet = { op: 0, s: 1, t, d } as unknown as GatewayDispatchPayload;
    (client as unknown as EventEmitter).emit(event, packet, 0);
    await deletions.stop();
  };
  const compare = async () => {
    deletions.compare(client);
    await deletions.stop();
  };
  const add = async (overrides: object = {}) => persistence.create(newInteractionState(overrides));
  const deletedAt = async (id: string) => (await storedState(persistence, id)).deletedAt;
  return { ...database, cancelled, tell, compare, add, deletedAt };
}

describe('the deletions in Discord', () => {
  it.each([
    ['MESSAGE_DELETE', 'raw', { id: '7' }],
    ['MESSAGE_DELETE_BULK', 'raw', { ids: ['6', '7'] }],
    ['MESSAGE_DELETE', MISSED_DELETION, { id: '7' }],
  ])(
    'a card that is deleted (%s, %s) is noted, and its generation called off',
    async (t, event, d) => {
      const { tell, add, deletedAt, cancelled, persistence, clock } = await setUp();
      const { id } = await add({ messageId: '7', generation: generationIn('requested') });
      await tell(t, { ...d, channel_id: '1' }, event);
      expect(await deletedAt(id)).toBe(clock.iso());
      expect((await storedState(persistence, id)).generation?.status).toBe('cancelling');
      expect(cancelled).toEqual([id]);
    },
  );

  it('a card without a waiting generation is deleted without calling one off', async () => {
    const { tell, add, deletedAt, cancelled, clock } = await setUp();
    const { id } = await add({ messageId: '7', generation: generationIn('delivered') });
    await tell('MESSAGE_DELETE', { id: '7', channel_id: '1' });
    expect(await deletedAt(id)).toBe(clock.iso());
    expect(cancelled).toEqual([]);
  });

  it('a deleted request is left to what posts its card', async () => {
    const { tell, add, deletedAt } = await setUp();
    const { id } = await add({ requestMessageId: '5', messageId: null });
    await tell('MESSAGE_DELETE', { id: '5', channel_id: '1' });
    expect(await deletedAt(id)).toBeNull();
  });

  it('a request that is deleted after it has a card changes nothing', async () => {
    const { tell, add, deletedAt } = await setUp();
    const { id } = await add({ requestMessageId: '5', messageId: '7' });
    await tell('MESSAGE_DELETE', { id: '5', channel_id: '1' });
    expect(await deletedAt(id)).toBeNull();
  });

  it.each(['CHANNEL_DELETE', 'THREAD_DELETE'])(
    'a channel that is deleted (%s) is noted, and the generations in it are called off',
    async (t) => {
      const { tell, add, cancelled, places, clock } = await setUp();
      const here = await add({ channelId: '40', generation: generationIn('running') });
      await add({
        id: OTHER_INTERACTION_ID,
        requestMessageId: null,
        channelId: '41',
        generation: generationIn('running'),
      });
      await tell(t, { id: '40', guild_id: GUILD });
      expect(await places.all()).toEqual([{ guildId: GUILD, channelId: '40', since: clock.iso() }]);
      expect(cancelled).toEqual([here.id]);
    },
  );

  it('a server that the bot has left is noted, and no longer when it is invited again', async () => {
    const { tell, compare, places, clock } = await setUp();
    await compare();
    await tell('GUILD_DELETE', { id: GUILD });
    expect(await places.all()).toEqual([{ guildId: GUILD, channelId: null, since: clock.iso() }]);
    await tell('GUILD_CREATE', { id: GUILD });
    expect(await places.all()).toEqual([]);
  });

  it('an outage of a server is no leaving', async () => {
    const { tell, places } = await setUp();
    await tell('GUILD_DELETE', { id: GUILD, unavailable: true });
    expect(await places.all()).toEqual([]);
  });

  it('a server that was left while no process ran is noted at the next start, once', async () => {
    const { compare, add, places, clock } = await setUp(clientIn(GUILD));
    await add({ guildId: GUILD });
    await add({ id: OTHER_INTERACTION_ID, guildId: OTHER_GUILD, requestMessageId: null });
    await compare();
    const noted = [{ guildId: OTHER_GUILD, channelId: null, since: clock.iso() }];
    expect(await places.all()).toEqual(noted);
    clock.advance(1000);
    await compare();
    expect(await places.all()).toEqual(noted);
  });

  it('a server that was joined again while no process ran is noted as such at the next start', async () => {
    const { compare, places, clock } = await setUp(clientIn(GUILD));
    await places.add({ guildId: GUILD, channelId: null, since: clock.iso() });
    await places.add({ guildId: GUILD, channelId: '40', since: clock.iso() });
    await compare();
    expect(await places.all()).toEqual([{ guildId: GUILD, channelId: '40', since: clock.iso() }]);
  });

  it('servers of other shards are left to their processes', async () => {
    const client = clientIn();
    const shardOfOther = Number((BigInt(OTHER_GUILD) >> 22n) % 2n);
    Object.assign(client.options, { shards: [1 - shardOfOther], shardCount: 2 });
    const { compare, add, places } = await setUp(client);
    await add({ guildId: OTHER_GUILD });
    await compare();
    expect(await places.all()).toEqual([]);
  });

  it('a deletion that cannot be stored is logged, and the next one is followed', async () => {
    const { tell, add, deletedAt, dataSource, logger, clock } = await setUp();
    const { id } = await add({ messageId: '7' });
    await dataSource.query('ALTER TABLE interactions RENAME TO away');
    await tell('MESSAGE_DELETE', { id: '7', channel_id: '1' });
    expect(logger.lines.at(-1)).toMatchObject({ level: 'error' });
    await dataSource.query('ALTER TABLE away RENAME TO interactions');
    await tell('MESSAGE_DELETE', { id: '7', channel_id: '1' });
    expect(await deletedAt(id)).toBe(clock.iso());
  });
});
