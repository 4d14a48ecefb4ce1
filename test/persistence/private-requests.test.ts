import { describe, expect, it } from '@jest/globals';

import type { PrivateRequest } from '../../src/interactions/private-request.js';
import { CommandRequests } from '../../src/persistence/command-requests.js';
import { openTestDatabase } from '../support/test-database.js';

const REQUEST: PrivateRequest = {
  id: '700000000000000001',
  token: 'a secret token',
  userId: '200000000000000001',
  guildId: '300000000000000001',
  channelId: '400000000000000001',
  ask: { kind: 'history', isKept: true, text: "it's “quoted” 灯台" },
};

async function setUp() {
  const { dataSource, clock, logger } = await openTestDatabase();
  return { dataSource, clock, logger, requests: new CommandRequests(dataSource, clock, logger) };
}

describe('the requests for private answers', () => {
  it('a request is known as it was asked, once, until it is removed', async () => {
    const { clock, requests } = await setUp();
    const receivedAtMs = clock.now();
    await requests.add(REQUEST);
    clock.advance(1_000);
    await requests.add({ ...REQUEST, token: 'another' });
    expect(await requests.has(REQUEST.id)).toBe(true);
    expect(await requests.allPrivate(10)).toEqual([{ request: REQUEST, receivedAtMs }]);
    await requests.remove(REQUEST.id);
    expect(await requests.has(REQUEST.id)).toBe(false);
    expect(await requests.allPrivate(10)).toEqual([]);
  });

  it.each<PrivateRequest['ask']>([
    { kind: 'show', id: '3f2b8c1e' },
    { kind: 'post', interactionId: '3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b' },
    { kind: 'download', interactionId: '3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b', maxBytes: 10 },
  ])('a request for $kind is none for a card', async (ask) => {
    const { requests } = await setUp();
    await requests.add({ ...REQUEST, guildId: null, ask });
    expect((await requests.allPrivate(10)).map(({ request }) => request.ask)).toEqual([ask]);
    expect(await requests.all(10)).toEqual([]);
    expect(await requests.find(REQUEST.id)).toBeNull();
  });

  it('a request that this program cannot read is left out, and its token is not logged', async () => {
    const { dataSource, logger, requests } = await setUp();
    await requests.add(REQUEST);
    await dataSource.query(
      `UPDATE command_requests SET request = replace(request, '"history"', '"later"')`,
    );
    expect(await requests.allPrivate(10)).toEqual([]);
    expect(logger.messages('warn')).toEqual(['A stored command is unreadable']);
    expect(JSON.stringify(logger.lines)).not.toContain('secret');
  });
});
