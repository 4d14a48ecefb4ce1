import { describe, expect, it } from '@jest/globals';

import { CommandRequestEntity } from '../../src/persistence/command-request.entity.js';
import { CommandRequests, MAX_AGE_MS } from '../../src/persistence/command-requests.js';
import { commandRequest } from '../support/command-requests.js';
import { openTestDatabase } from '../support/test-database.js';

const FIRST = '700000000000000001';
const SECOND = '700000000000000002';
const THIRD = '700000000000000003';

async function setUp() {
  const { dataSource, clock, logger } = await openTestDatabase();
  const requests = new CommandRequests(dataSource, clock, logger);
  const rows = dataSource.getRepository(CommandRequestEntity);
  const ids = async (limit = 10) => (await requests.all(limit)).map(({ request }) => request.id);
  return { requests, rows, ids, clock, logger };
}

/** Everything that people can write and databases are afraid of. */
const ODD = '\0 \uD800 🍌 \u2028';

describe('the commands that wait for their card', () => {
  it('a command comes back as it was, with the time when it came first, until it is removed', async () => {
    const { requests, clock } = await setUp();
    const receivedAtMs = clock.now();
    const request = commandRequest({
      prompt: ODD,
      styleKey: 'neon',
      pictures: [{ name: ODD, size: 5, url: 'https://cdn.test/a.png', isSpoiler: true }],
      form: 'open',
      notes: [ODD],
    });
    await requests.add(request);
    clock.advance(1_000);
    await requests.add({ ...request, prompt: 'another one' });
    expect(await requests.find(request.id)).toEqual(request);
    expect(await requests.all(10)).toEqual([{ request, receivedAtMs }]);
    await requests.remove(request.id);
    await requests.remove(request.id);
    expect(await requests.find(request.id)).toBeNull();
  });

  it('the commands come in the order in which they were received, and of too many the newest', async () => {
    const { requests, ids, clock } = await setUp();
    for (const id of [THIRD, SECOND, FIRST]) {
      await requests.add(commandRequest({ id }));
      clock.advance(1_000);
    }
    expect(await ids()).toEqual([THIRD, SECOND, FIRST]);
    expect(await ids(2)).toEqual([SECOND, FIRST]);
  });

  it('a command is forgotten after a day, when another one is removed at the latest', async () => {
    const { requests, rows, ids, clock } = await setUp();
    await requests.add(commandRequest({ id: FIRST, form: 'open' }));
    clock.advance(MAX_AGE_MS - 1);
    await requests.add(commandRequest({ id: SECOND }));
    expect(await ids()).toEqual([FIRST, SECOND]);
    clock.advance(1);
    expect(await requests.find(FIRST)).toBeNull();
    expect(await ids()).toEqual([SECOND]);
    clock.advance(1);
    await requests.remove(THIRD);
    expect((await rows.find()).map(({ id }) => id)).toEqual([SECOND]);
  });

  it.each([
    ['is no JSON', '{"token":"a-token-that-nobody-may-read'],
    ['lacks a field', '{"token":"a-token-that-nobody-may-read"}'],
  ])(
    'a command whose row %s keeps no other from its card, and its token out of the log',
    async (_what, request) => {
      const { requests, rows, ids, clock, logger } = await setUp();
      const receivedAt = new Date(clock.now()).toISOString();
      await rows.insert({ id: FIRST, guildId: null, request, receivedAt });
      await requests.add(commandRequest({ id: SECOND }));
      expect(await ids()).toEqual([SECOND]);
      expect(await requests.find(FIRST)).toBeNull();
      expect(logger.messages('warn')).toEqual([
        'A stored command is unreadable',
        'A stored command is unreadable',
      ]);
      expect(JSON.stringify(logger.lines)).not.toContain('nobody-may-read');
    },
  );
});
