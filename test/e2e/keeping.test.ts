import { expect, it } from '@jest/globals';

import { interactionIdOf, lookOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { deleteWhole } from '../support/e2e-deletions.js';
import { richCard } from '../support/e2e-explained.js';
import { shareWorld } from '../support/e2e-room.js';
import { age, makeFormer } from '../support/e2e-storage.js';
import { E2eWorld } from '../support/e2e-world.js';

const room = shareWorld(async () => ({ env: { KEPT_PER_PERSON: '1' } }));

const CLEAN_UP = ['cleanup', '--max-age-days', '30', '--json'];

it('a result that somebody keeps stays over a SIGKILL and cleanups, until the star is taken off', async () => {
  const world = await E2eWorld.start();
  const [ann, ben, cleo] = ['ann', 'ben', 'cleo'].map((name) => world.sandbox.user(name));
  const [kept, other] = [await result(ann!, 'a cat'), await result(ann!, 'a dog')];
  await ben!.click(kept, '⭐');
  expect(kept.description).toMatch(/ · ⭐ kept · for /);
  const before = lookOf(kept);
  const { ephemeral } = await cleo!.click(kept, '⭐');
  expect(ephemeral?.content).toContain(`<@${ben!.id}> keeps this card.`);
  expect(lookOf(kept)).toEqual(before);

  await world.bot.kill();
  const database = await E2eDatabase.open(world);
  await age(database, 31);
  await world.startBot();
  expect(await world.bot.logged('Cleaned up')).toMatchObject({ interactions: 1 });
  expect(await database.row(interactionIdOf(other))).toBeUndefined();
  const shown = await cli(world, ['show', interactionIdOf(kept)]);
  expect(shown.stdout).toContain(`Kept by        user ${ben!.id}`);

  await ann!.click(kept, '⭐');
  expect(kept.description).not.toContain('⭐');
  await age(database, 31);
  const cleaned = await cli(world, CLEAN_UP);
  expect(JSON.parse(cleaned.stdout)).toMatchObject({ interactions: 1 });
  expect(await database.row(interactionIdOf(kept))).toBeUndefined();
});

it('a kept result goes by hand with --kept, and counts among what would go only then', async () => {
  const { world, ann } = room();
  const card = await result(ann, 'a cat');
  await ann.click(card, '⭐');
  const id = interactionIdOf(card);
  const database = await E2eDatabase.open(world);
  await age(database, 31, id);
  const dryRun = async (...more: string[]) => {
    const { stdout } = await cli(world, [...CLEAN_UP, '--dry-run', ...more]);
    return Number(JSON.parse(stdout).interactions);
  };
  expect(await dryRun('--kept')).toBe((await dryRun()) + 1);
  await cli(world, [...CLEAN_UP, '--kept']);
  expect(await database.row(id)).toBeUndefined();
});

it('a person who keeps as many cards as allowed is told so, until a star is taken off or a card deleted', async () => {
  const { world, ann, ben } = room();
  const cards = [await result(ann, 'one'), await result(ann, 'two'), await result(ann, 'three')];
  const [one, two, three] = cards;
  await ann.click(one!, '⭐');
  const { ephemeral } = await ann.click(two!, '⭐');
  expect(ephemeral?.content).toBe(
    'You keep 1 card, and I keep no more for one person. Take the ⭐ off another one first.',
  );
  expect(two!.description).not.toContain('⭐');
  await ben.click(two!, '⭐');
  expect(two!.description).toContain('⭐ kept');
  await ann.click(one!, '⭐');
  await ann.click(three!, '⭐');
  await deleteWhole(world, ann, three!);
  await ann.click(one!, '⭐');
  expect(one!.description).toContain('⭐ kept');
});

it('a card in a thread and one in direct messages are kept, shown as kept while more is made, and taken off', async () => {
  const { ann, ben } = room();
  const shared = await preview(ann, 'a cat', { channel: 'kittens' });
  const direct = await ben.nextReply(await ben.dm('a dog'));
  for (const [person, card] of [
    [ann, shared],
    [ben, direct],
  ] as const) {
    await person.click(card, 'Process Prompt');
    await finished(card);
    await person.click(card, '⭐');
    await person.click(card, 'Vary');
    await card.changed((each) => placeOf(each) === '2 of 2');
    expect(card.description).toContain('⭐ kept');
    await person.click(card, '⭐');
    expect(card.description).not.toContain('⭐');
  }
});

it('a card with a row of a former format is kept, and deleted', async () => {
  const { world, ann } = room();
  const card = await richCard(ann);
  const id = interactionIdOf(card);
  await makeFormer(await E2eDatabase.open(world), id, 1);
  await ann.click(card, '⭐');
  expect(card.description).toContain('⭐ kept');
  await makeFormer(await E2eDatabase.open(world), id, 2);
  await ann.click(card, '⬅️');
  expect(card.description).toContain('⭐ kept');
  await makeFormer(await E2eDatabase.open(world), id, 3);
  await deleteWhole(world, ann, card);
});
