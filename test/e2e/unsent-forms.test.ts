import { expect, it } from '@jest/globals';

import { cli } from '../support/e2e-cli.js';
import { expectNothingWaits } from '../support/e2e-command-kills.js';
import { cardsWith, openForm } from '../support/e2e-commands.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { eventually } from '../support/eventually.js';
import { shareWorld, type Room } from '../support/e2e-room.js';
import { pictureNames } from '../support/e2e-storage.js';

const room = shareWorld();

const PREPARED = 'SELECT COUNT(*) AS count FROM interactions WHERE deleted_at IS NOT NULL';

/** The pictures of the form are stored, for as long as its words may come. */
async function prepared({ world }: Room): Promise<E2eDatabase> {
  const database = await E2eDatabase.open(world);
  await eventually(async () => (await database.number(PREPARED)) === 1);
  return database;
}

it('a form that is not sent within a day is forgotten, its pictures go with a cleanup, and who sends it is told so', async () => {
  const here = room();
  const { world, ann, ben, channel } = here;
  const modal = await openForm(ben, ann, channel);
  const database = await prepared(here);
  expect(await pictureNames(world)).toHaveLength(1);
  const longAgo = new Date(Date.now() - 25 * 60 * 60_000).toISOString();
  await database.run('UPDATE interactions SET deleted_at = ?', longAgo);
  await database.run('UPDATE command_requests SET received_at = ?', longAgo);
  const { code } = await cli(world, ['cleanup', '--max-age-days', '30']);
  expect(code).toBe(0);
  // The bot's own cleanup may have taken it first, and be at it still.
  await eventually(async () => (await pictureNames(world)).length === 0);
  const { ephemeral } = await modal.submit({ prompt: 'make it winter' });
  expect(ephemeral?.content).toContain('it is more than a day old');
  // Another command takes the row along.
  await ann.command('imagine', { prompt: 'a cat' });
  await expectNothingWaits(here);
  expect(cardsWith(here, 'make it winter')).toHaveLength(0);
});

it('the pictures of a form that is not sent are in nobody’s history', async () => {
  const here = room();
  const { ann, ben, channel } = here;
  await openForm(ben, ann, channel);
  await prepared(here);
  const { ephemeral } = await ben.command('history');
  await ephemeral?.changed(() => !ephemeral.isLoading);
  expect(ephemeral?.content).toContain('Nothing yet');
});
