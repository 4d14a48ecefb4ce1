import { expect, it } from '@jest/globals';

import { queryPostgres } from '../support/postgres/server.js';
import { MortalPostgres } from './mortal-postgres.js';

it('a killed PostgreSQL is back when several have asked for it at once, and can be killed again', async () => {
  const postgres = await MortalPostgres.start();
  await queryPostgres(postgres.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  for (let life = 0; life < 2; life += 1) {
    postgres.kill();
    await Promise.all([postgres.revive(), postgres.revive(), postgres.revive()]);
    expect(await queryPostgres(postgres.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  }
});
