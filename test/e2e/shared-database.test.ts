import { expect, it } from '@jest/globals';

import { cli } from '../support/e2e-cli.js';
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
  const ready = world.startBot();
  await world.bot.logged(
    'A restore into the database is under way; the bot starts when it is over',
  );
  await queryPostgres(url, `DELETE FROM duties WHERE name = 'restore'`);
  await ready;
});
