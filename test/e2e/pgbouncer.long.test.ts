import { expect, it } from '@jest/globals';

import { preview, result, restyle } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { richCard } from '../support/e2e-explained.js';
import { E2eWorld } from '../support/e2e-world.js';
import { newPostgresDatabase } from '../support/postgres/database.js';
import { throughPgBouncer } from '../support/postgres/pgbouncer.js';
import { queryPostgres } from '../support/postgres/server.js';
import { placeOf } from '../support/e2e-card-look.js';

it('the bot works with PostgreSQL behind PgBouncer in transaction mode, as documented, also after a kill', async () => {
  const url = await newPostgresDatabase();
  const database = new URL(url).pathname.slice(1);
  await queryPostgres(url, `ALTER DATABASE ${database} SET statement_timeout = '2s'`);
  const world = await E2eWorld.start({ env: { DATABASE_URL: await throughPgBouncer(url) } });
  const [ann, ben] = [world.sandbox.user('ann'), world.sandbox.user('ben')];
  const [card, other, waiting] = await Promise.all([
    richCard(ann),
    result(ben, 'a dog'),
    preview(ben, 'a cow'),
  ]);

  await world.killAndRestart();

  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('2 of 3');
  await ann.click(card, '➡️');
  expect(placeOf(card)).toBe('3 of 3');
  await Promise.all([restyle(ann, card, 'Neon'), restyle(ben, other, 'Vintage')]);
  expect(placeOf(card)).toBe('4 of 4');
  expect(placeOf(other)).toBe('2 of 2');
  await ben.click(waiting, 'Process Prompt');
  await waiting.changed(() => placeOf(waiting) === '1 of 1');

  expect((await cli(world, ['verify'])).code).toBe(0);
  const { stdout } = await cli(world, ['stats', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ interactions: 3, unreadable: 0 });
  expect(await queryPostgres(url, 'SELECT id FROM interactions')).toHaveLength(3);
});
