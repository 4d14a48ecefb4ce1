import { expect, it } from '@jest/globals';
import { ComponentType } from 'discord-api-types/v10';

import { interactionIdOf, lookOf } from '../support/e2e-card-look.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { expectExplained, richCard } from '../support/e2e-explained.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';

const room = shareGeminiWorld();

const GONE =
  /^I keep cards for at most 30 days after their last use, unless somebody deletes them\. This one is gone\./;
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

it('a custom id that names an interaction nobody has is explained', async () => {
  const { sandbox, channel, ann } = room();
  const bare = sandbox.postAsBot(channel, { content: 'an old message' });
  const use = () => ann.clickRaw(bare, { customId: `style_nav_left:${UNKNOWN_ID}` });
  await expectExplained(ann, bare, use, GONE);
  expect(ann.ephemerals).toHaveLength(1);
});

it('a custom id that was forged is answered, and does nothing', async () => {
  const { world, ann } = room();
  const card = await richCard(ann);
  const id = interactionIdOf(card);
  const database = await E2eDatabase.open(world);
  const before = await database.row(id);
  const forged = [
    'style_nav_left:not-a-uuid',
    'style_nav_left:',
    `style_nav_left:${id.toUpperCase()}`,
    `STYLE_NAV_LEFT:${id}`,
    `style_nav_left:${id}:more`,
    `style_nav_left:${id}\n`,
    `style_nav_up:${id}`,
    `style_nav_left ${id}`,
    `constructor:${id}`,
    `x style_nav_left:${id}`,
    `style_nav_left:' OR 1=1 --`,
    '__proto__',
  ];
  for (const customId of forged) {
    const use = () => ann.clickRaw(card, { customId });
    await expectExplained(ann, card, use, /I do not know this button or command/);
  }
  expect(await database.row(id)).toEqual(before);
});

it('a style that does not exist is answered with that', async () => {
  const { ann } = room();
  const card = await richCard(ann);
  const before = lookOf(card);
  const { ephemeral } = await ann.clickRaw(card, {
    customId: card.selects[0]!.customId,
    componentType: ComponentType.StringSelect,
    values: ['constructor'],
  });
  expect(ephemeral?.content).toContain('I do not have that style any more');
  expect(lookOf(card)).toEqual(before);
});
