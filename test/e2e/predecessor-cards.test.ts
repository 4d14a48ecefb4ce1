import { expect, it } from '@jest/globals';
import type { APIEmbed } from 'discord-api-types/v10';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, nextPromptOf, placeOf } from '../support/e2e-card-look.js';
import { deleteWhole } from '../support/e2e-deletions.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { forgetCard } from '../support/e2e-storage.js';
import { expectExplained, NOT_RESTORED, richCard } from '../support/e2e-explained.js';
import { formerResultRows } from '../support/e2e-predecessor.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

/** A card as the predecessor posted it, for a row that does not know its card. */
async function legacyCard(
  { ann, channel, sandbox, world }: GeminiRoom,
  embedFor: (id: string) => APIEmbed,
): Promise<SeenMessage> {
  const card = await richCard(ann);
  const id = interactionIdOf(card);
  const database = await E2eDatabase.open(world);
  await forgetCard(database, id);
  return sandbox.postAsBot(channel, {
    embeds: [embedFor(id)],
    components: formerResultRows(),
  });
}

it.each([
  ['footer', (id: string) => ({ footer: { text: `Persistent Session ID: ${id}` } })],
  ['embed field', (id: string) => ({ fields: [{ name: 'Session ID', value: `\`${id}\`` }] })],
])(
  'a card of the Python bot with the id in its %s works, every component of it',
  async (_, embedFor) => {
    const all = room();
    const { ann } = all;
    const embeds = (id: string) => ({ title: 'Output 3 of 3', ...embedFor(id) });

    const walked = await legacyCard(all, embeds);
    await ann.click(walked, 'style_nav_left');
    expect(placeOf(walked)).toBe('2 of 3');
    await ann.click(walked, '➡️');
    expect(placeOf(walked)).toBe('3 of 3');
    await ann.click(walked, '⭐');
    expect(walked.description).toContain('⭐ kept');

    const edited = await legacyCard(all, embeds);
    await (await ann.openModal(edited, 'style_edit_prompt')).submit({ prompt: 'a dog' });
    expect(nextPromptOf(edited)).toBe('a dog');
    await deleteWhole(all.world, ann, edited);

    for (const use of [
      (card: SeenMessage) => ann.click(card, 'style_process_prompt'),
      (card: SeenMessage) => ann.select(card, 'Neon'),
    ]) {
      const card = await legacyCard(all, embeds);
      await use(card);
      await card.changed(() => placeOf(card) === '4 of 4');
      expect(card.footer).toMatch(/ · Persistent Session ID: /);
    }
  },
);

it('a card of the Python bot without an id is explained, whatever is pressed', async () => {
  const { sandbox, channel, ann } = room();
  const card = sandbox.postAsBot(channel, {
    embeds: [{ title: 'Output 1 of 1', footer: { text: 'made with love' } }],
    components: formerResultRows(),
    files: [{ name: 'old.png', bytes: await photo(64, 48).png().toBuffer() }],
  });
  const why = new RegExp(`${NOT_RESTORED} It does not say which request it belongs to.`);
  for (const { customId } of card.buttons) {
    await expectExplained(ann, card, () => ann.click(card, customId), why);
  }
  await expectExplained(ann, card, () => ann.select(card, 'Neon'), why);
  expect(ann.ephemerals).toHaveLength(5);
});
