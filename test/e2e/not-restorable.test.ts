import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';
import sharp from 'sharp';

import { interactionIdOf, lookOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { expectExplained, NOT_RESTORED, richCard } from '../support/e2e-explained.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';

const room = shareGeminiWorld();

const GONE =
  /^I keep cards for at most 30 days after their last use, unless somebody deletes them\. This one is gone\./;
const DAMAGED = 'The stored data of this card is damaged.';

it('a card whose row was deleted is explained to whoever uses it, whatever they press, and stays whole', async () => {
  const { world, bot, ann, ben } = room();
  const card = await richCard(ann);
  const modal = await ann.openModal(card, 'Edit Prompt');
  const database = await E2eDatabase.open(world);
  await database.run('DELETE FROM interactions WHERE id = ?', interactionIdOf(card));
  const why = GONE;
  for (const button of ['⬅️', 'Process Prompt', 'Edit Prompt']) {
    await expectExplained(ben, card, () => ben.click(card, button), why);
  }
  await expectExplained(ben, card, () => ben.select(card, 'Neon'), why);
  await expectExplained(ann, card, () => modal.submit({ prompt: 'a dog' }), why);
  expect(ann.ephemerals).toHaveLength(1);
  expect(ben.ephemerals).toHaveLength(4);
  expect(bot.log.some(({ msg }) => msg === 'Interaction state not found')).toBe(true);
});

it.each([
  ['holds broken JSON', 'document = substr(document, 1, 100)', DAMAGED],
  ['holds JSON of another shape', "document = json_set(document, '$.inputs', json('{}'))", DAMAGED],
  [
    'holds an output that is not there',
    "document = json_set(document, '$.currentIndex', 7)",
    DAMAGED,
  ],
  [
    'names no view that there is',
    "document = json_set(document, '$.view', 'hologram_view')",
    DAMAGED,
  ],
  ['is of a newer format', 'format = 99', 'It was stored by a newer version of me.'],
])(
  'a card whose row %s is explained, logged with its id, and left byte for byte',
  async (_, damage, reason) => {
    const { world, bot, ann } = room();
    const [card, other] = [await richCard(ann), await preview(ann, 'a dog')];
    const id = interactionIdOf(card);
    const database = await E2eDatabase.open(world);
    await database.run(`UPDATE interactions SET ${damage}, version = version + 1 WHERE id = ?`, id);
    const before = await database.row(id);
    const why = new RegExp(`${NOT_RESTORED} ${reason}`);
    await expectExplained(ann, card, () => ann.click(card, '⬅️'), why);
    await expectExplained(ann, card, () => ann.select(card, 'Neon'), why);
    expect(await database.row(id)).toEqual(before);
    await bot.logged('Interaction state unreadable', ({ interactionId }) => interactionId === id);

    // Nobody else's card suffers.
    await ann.click(other, 'Process Prompt');
    await finished(other);
  },
);

it('a custom id that names another card’s interaction changes neither card', async () => {
  const { sandbox, channel, ann, ben } = room();
  const [own, foreign] = [await richCard(ann), await richCard(ben)];
  const foreignLook = lookOf(foreign);
  const why = /Its buttons name a request that belongs to another card\./;
  for (const name of ['style_nav_left', 'style_process_prompt', 'style_edit_prompt']) {
    const customId = `${name}:${interactionIdOf(foreign)}`;
    await expectExplained(ann, own, () => ann.clickRaw(own, { customId }), why);
  }
  // The same on a message of the bot that names no interaction itself.
  const plain = sandbox.postAsBot(channel, { content: 'no card' });
  const customId = `style_nav_left:${interactionIdOf(foreign)}`;
  await expectExplained(ann, plain, () => ann.clickRaw(plain, { customId }), why);
  expect(lookOf(foreign)).toEqual(foreignLook);
  expect(ben.ephemerals).toEqual([]);
});

it.each([
  ['missing', (file: string) => rm(file)],
  ['damaged', (file: string) => writeFile(file, 'no longer a picture')],
])(
  'a stored picture that is %s shows as a gray square that says so, and the card goes on',
  async (state, harm) => {
    const { world, ann } = room();
    const card = await result(ann, 'a cat');
    await restyle(ann, card, 'Sketch');
    const whole = Buffer.from(await card.picture());
    const dir = path.join(world.dataDir, 'output_images');
    const first = (await readdir(dir)).find((name) =>
      name.includes(`${interactionIdOf(card)}_generated_`),
    );
    await harm(path.join(dir, first!));
    // A new process has nothing of it in memory.
    await world.killAndRestart();

    await ann.click(card, '⬅️');
    await card.changed(() => placeOf(card) === '1 of 2');
    const square = Buffer.from(await card.picture());
    const { width, height } = await sharp(square).metadata();
    expect([width, height]).toEqual([512, 512]);
    const { channels, dominant } = await sharp(square).stats();
    expect(dominant).toEqual({ r: 88, g: 88, b: 104 });
    // Gray with writing on it.
    expect(Math.max(...channels.map(({ max }) => max))).toBeGreaterThan(220);
    await world.bot.logged('Showing a placeholder', ({ err }) =>
      JSON.stringify(err).includes(`The stored picture is ${state}.`),
    );

    await ann.click(card, '➡️');
    await card.changed(() => placeOf(card) === '2 of 2');
    expect(Buffer.from(await card.picture())).toEqual(whole);
    await restyle(ann, card, 'Neon');
    expect(placeOf(card)).toBe('3 of 3');
  },
);
