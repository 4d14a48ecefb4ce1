import { expect, it } from '@jest/globals';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import {
  componentsOf,
  interactionIdOf,
  nextPromptOf,
  placeOf,
  PREVIEW_COMPONENTS,
  RESULT_COMPONENTS,
  statusOf,
} from '../support/e2e-card-look.js';
import { preview } from '../support/e2e-cards.js';
import { eventually } from '../support/eventually.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { richCard } from '../support/e2e-explained.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';
import { earlierRows, formerPreviewRows, formerResultRows } from '../support/e2e-predecessor.js';
import { forgetCard, makeFormer } from '../support/e2e-storage.js';

const room = shareGeminiWorld();

type Rows = (id: string) => APIMessageTopLevelComponent[];

/** Each former look of a card, with the newest format that a row of it has. */
const LOOKS: readonly [name: string, format: 1 | 2 | 3, preview: Rows, result: Rows][] = [
  ['the Python bot', 1, formerPreviewRows, formerResultRows],
  ...([1, 2, 3] as const).map(
    (format) =>
      [
        `this program, with rows of format ${format}`,
        format,
        (id: string) => earlierRows('process_view', id),
        (id: string) => earlierRows('style_view', id),
      ] as [string, 1 | 2 | 3, Rows, Rows],
  ),
];

/** Posts the card of an interaction once more as it looked then, with its row as it was then. */
async function asItWas(
  { world, sandbox, channel }: GeminiRoom,
  card: SeenMessage,
  {
    rows,
    format,
    title,
  }: { readonly rows: Rows; readonly format: 1 | 2 | 3; readonly title: string },
): Promise<SeenMessage> {
  const id = interactionIdOf(card);
  const database = await E2eDatabase.open(world);
  // A card is posted a moment before its row knows it.
  await eventually(async () => (await database.row(id))?.['message_id'] === card.id);
  await makeFormer(database, id, format);
  await forgetCard(database, id);
  const fields = [
    { name: 'Style', value: '✏️ Sketch', inline: true },
    { name: 'Current prompt', value: 'a cat' },
  ];
  const footer = { text: `Persistent Session ID: ${id}` };
  const embed = { title, description: 'Draw this picture as a sketch.', fields, footer };
  return sandbox.postAsBot(channel, { embeds: [embed], components: rows(id) });
}

it.each(LOOKS)(
  'a result as it looked in %s has the look of today after its first click, whichever that is',
  async (_name, format, _preview, rows) => {
    const here = room();
    const { ann, ben } = here;
    for (const use of [
      (card: SeenMessage) => ben.click(card, '◀'),
      async (card: SeenMessage) =>
        (await ben.openModal(card, 'Edit Prompt')).submit({ prompt: 'a dog' }),
      (card: SeenMessage) => ben.click(card, 'Process Prompt'),
      (card: SeenMessage) => ben.select(card, 'Neon'),
    ]) {
      const card = await asItWas(here, await richCard(ann), {
        rows,
        format,
        title: 'Output 3 of 3',
      });
      await use(card);
      await card.changed(() => placeOf(card) !== undefined && statusOf(card) === undefined);
      expect(card.title).toBe('a cat');
      expect(card.description).toMatch(
        /^(?:Original · |✏️ Sketch · |💡 Neon · )?\d of [34] · for <@\d+>/,
      );
      expect(card.fields).toEqual([]);
      expect(componentsOf(card)).toEqual(RESULT_COMPONENTS);
      expect(card.files.map(({ name }) => name)).toEqual([card.pictureName]);
    }
  },
);

it.each(LOOKS)(
  'a preview as it looked in %s has the look of today after its first click',
  async (_name, format, rows) => {
    const here = room();
    const { ann } = here;
    const title = 'Your request';
    const card = await asItWas(here, await preview(ann, 'a cat'), { rows, format, title });
    await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt: 'a dog' });
    expect(card.title).toBe('a dog');
    expect(nextPromptOf(card)).toBeUndefined();
    expect(card.description).toMatch(/^Text to image · for <@\d+>\n⏳ Waiting for confirmation$/);
    expect(card.fields).toEqual([]);
    expect(componentsOf(card)).toEqual(PREVIEW_COMPONENTS);
  },
);
