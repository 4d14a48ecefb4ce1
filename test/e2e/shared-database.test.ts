import { expect, it } from '@jest/globals';

import getPort from 'get-port';

import { cli } from '../support/e2e-cli.js';
import { watcherOf } from '../support/e2e-watching.js';
import { E2eWorld } from '../support/e2e-world.js';
import { newPostgresDatabase } from '../support/postgres/database.js';
import { queryPostgres } from '../support/postgres/server.js';

/** A bot on a PostgreSQL database of its own. */
async function worldOnPostgres(): Promise<{ world: E2eWorld; url: string }> {
  const url = await newPostgresDatabase();
  return { world: await E2eWorld.start({ env: { DATABASE_URL: url } }), url };
}

it('a restore into PostgreSQL is refused while a bot works there, from a directory of its own too', async () => {
  const { world } = await worldOnPostgres();
  const elsewhere = { BOT_DATA_DIR: `${world.dataDir}-of-another-machine` };
  const refused = await cli(world, ['restore', 'backup.tar.gz'], elsewhere);
  expect([refused.code, refused.stdout]).toEqual([75, '']);
  expect(refused.stderr).toContain('The database of DATABASE_URL is in use: ');
  expect(refused.stderr).toContain('Nothing was restored');
  expect(await cli(world, ['cleanup', '--max-age-days', '30'], elsewhere)).toMatchObject({
    code: 0,
  });
  expect(await cli(world, ['verify', '--fix'], elsewhere)).toMatchObject({ code: 0 });
});

it('a bot that starts during a restore waits until that is over, and meanwhile nothing is removed', async () => {
  const { world, url } = await worldOnPostgres();
  await world.bot.stop();
  const restore = `INSERT INTO duties VALUES ('restore', 'a restore', 'another machine', '2026-01-01', '2999-01-01')`;
  await queryPostgres(url, restore);
  const refused = await cli(world, ['verify', '--fix']);
  expect(refused.code).toBe(75);
  expect(refused.stderr).toContain(
    'A restore is under way on the database of DATABASE_URL: another machine',
  );
  const port = await getPort();
  const ready = world.startBot({ HTTP_PORT: String(port) });
  await world.bot.logged(
    'A restore into the database is under way; the bot starts when it is over',
  );
  const { get, sample } = watcherOf(port);
  const report = await (await get('/readyz')).json();
  expect(report).toMatchObject({ standby: true, shards: [], checks: { gateway: 'ok' } });
  expect(await sample('nanobanana_standby')).toBe(1);
  await queryPostgres(url, `DELETE FROM duties WHERE name = 'restore'`);
  await ready;
  expect(await (await get('/readyz')).json()).toMatchObject({ standby: false, shards: [0] });
});

it('nanobanana stats and doctor see the processes of other machines, and the shards that nobody serves', async () => {
  const { world, url } = await worldOnPostgres();
  const duty = `INSERT INTO duties VALUES ('shard 1', 'a bot', 'another machine', '2026-11-29T09:00:00.000Z', '2999-01-01')`;
  await queryPostgres(url, duty);
  // From a machine on which nothing has run yet.
  const BOT_DATA_DIR = `${world.dataDir}-of-another-machine`;
  const shards = { SHARDS: '2', SHARD_COUNT: '3', BOT_DATA_DIR };
  const stats = await cli(world, ['stats', '--json'], shards);
  const { processes, unservedShards } = JSON.parse(stats.stdout);
  expect(processes).toContainEqual({
    process: 'another machine',
    shards: [{ shard: 1, since: '2026-11-29T09:00:00.000Z' }],
    duties: [],
  });
  expect(unservedShards).toContain(2);
  expect((await cli(world, ['stats'], shards)).stdout).toContain(
    '\n  another machine: shard 1 since 2026-11-29T09:00:00.000Z\n',
  );
  const { code, stdout } = await cli(world, ['doctor'], shards);
  expect(stdout).toMatch(/✘ Shards: nobody serves shards? .*2 of 3\./);
  expect(stdout).toContain('✔ Clock of the database: as this machine’s\n');
  expect(stdout).toMatch(/✔ Connections: PostgreSQL takes \d+\n/);
  expect(stdout).toContain('✔ Number of shards: SHARD_COUNT is 3, and Discord recommends 1\n');
  expect(code).toBe(1);
});
