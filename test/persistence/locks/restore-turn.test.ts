import { describe, expect, it } from '@jest/globals';

import { Duties, DUTY_LEASE_MS } from '../../../src/persistence/duties.js';
import {
  holdForRemoval,
  holdForRestore,
  isRestoring,
} from '../../../src/persistence/locks/restore-turn.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { openTestDatabase } from '../../support/test-database.js';

/** Processes on one database. */
async function setUp() {
  const { dataSource, clock, logger } = await openTestDatabase();
  const newProcess = () => new Duties(dataSource, clock, logger);
  const processes = [newProcess(), newProcess(), newProcess()] as const;
  return { clock, processes };
}

describe('a restore', () => {
  it('is refused while any process has any duty, and names who is at work', async () => {
    const { clock, processes } = await setUp();
    const [bot, command] = processes;
    await bot.take('shard 7');
    const { code, userMessage } = await appErrorOf(holdForRestore(command));
    expect(code).toBe('storage.in_use');
    expect(userMessage).toContain(`(${process.pid}) has the duty "shard 7". Nothing was restored`);
    expect((await bot.held()).map(({ name }) => name)).toEqual(['shard 7']);
    clock.advance(DUTY_LEASE_MS);
    await (await holdForRestore(command)).release();
  });

  it('names three of the duties that are in the way, and counts the rest', async () => {
    const { processes } = await setUp();
    const [bot, command] = processes;
    for (let shard = 0; shard < 10; shard += 1) await bot.take(`shard ${shard}`);
    const { userMessage } = await appErrorOf(holdForRestore(command));
    expect(userMessage.match(/has the duty/g)).toHaveLength(3);
    expect(userMessage).toContain('and there are 7 more duties');
  });

  it('keeps bots, removals and other restores away until it is over', async () => {
    const { processes } = await setUp();
    const [bot, command, other] = processes;
    const duty = await holdForRestore(command);
    expect(await isRestoring(bot)).toBe(true);
    expect((await appErrorOf(holdForRemoval(other))).userMessage).toContain(
      'A restore is under way on the database',
    );
    expect((await appErrorOf(holdForRestore(other))).userMessage).toContain(
      'has the duty "restore"',
    );
    expect((await bot.held()).map(({ name }) => name)).toEqual(['restore']);
    await duty.release();
    expect(await isRestoring(bot)).toBe(false);
    await (await holdForRemoval(other)).release();
  });

  it('and a bot that begin at the same moment see each other, so that not both of them work', async () => {
    const { processes } = await setUp();
    const [bot, command] = processes;
    const botWorks = async () => {
      await bot.take('shard 0');
      return !(await isRestoring(bot));
    };
    for (let n = 0; n < 20; n += 1) {
      const [isBotAtWork, restore] = await Promise.all([
        botWorks(),
        holdForRestore(command).catch(() => null),
      ]);
      expect([isBotAtWork, restore !== null]).not.toEqual([true, true]);
      await restore?.release();
      await bot.release('shard 0');
    }
  });
});

describe('a removal of files that no row names', () => {
  it('goes on beside bots, and keeps restores and other removals away until it is over', async () => {
    const { processes } = await setUp();
    const [bot, command, other] = processes;
    await bot.take('cleanup');
    const duty = await holdForRemoval(command);
    expect((await appErrorOf(holdForRemoval(other))).userMessage).toContain(
      'Another process removes files already',
    );
    await bot.release('cleanup');
    expect((await appErrorOf(holdForRestore(other))).code).toBe('storage.in_use');
    await duty.release();
    await (await holdForRestore(other)).release();
  });
});
