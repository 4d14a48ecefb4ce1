import { describe, expect, it } from '@jest/globals';

import { CardPayloads } from '../../../../src/bot/cards/answering/card-payloads.js';
import type { ImageProcessor } from '../../../../src/imaging/image-processor.js';
import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import type { StoredImage } from '../../../../src/interactions/stored-image.js';
import { cardPicture, contactSheet } from '../../../../src/views/card-message.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import {
  imageDamaged,
  imageMissing,
  MemoryImageStore,
  textPicture,
} from '../../../support/memory-image-store.js';
import { busy, MemoryPersistence } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import {
  INTERACTION_ID,
  interactionState,
  OTHER_INTERACTION_ID,
  outputItem,
  resultState,
} from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const ALONE = { channelId: '400000000000000004', cameFrom: null, followers: [] };

async function setUp(imaging: Partial<ImageProcessor> = {}, other: Partial<InteractionState> = {}) {
  const store = new MemoryImageStore();
  const role = { kind: 'output', name: 'generated' } as const;
  const image: StoredImage = await store.put(INTERACTION_ID, role, textPicture('the picture'));
  const card = restoreView(resultState(0, { outputs: [outputItem({ image })] })).render();
  const logger = new RecordingLogger();
  const processor = strictDouble<ImageProcessor>('ImageProcessor', imaging);
  const stored = new MemoryPersistence(interactionState({ id: OTHER_INTERACTION_ID, ...other }));
  const payloads = new CardPayloads(store, processor, stored.service, logger);
  return { store, image, card, logger, payloads, stored, name: cardPicture(image).name };
}

describe('the payload of a card', () => {
  it('the payload of a card carries the stored picture in its own bytes, in place of any other', async () => {
    const { card, payloads, name } = await setUp();
    const payload = await payloads.build(card, 'some_other_picture.png');
    expect(payload).toEqual({
      embeds: [card.embed],
      components: card.rows,
      files: [{ attachment: Buffer.from('the picture'), name }],
      allowedMentions: { parse: [] },
    });
    expect(payload.embeds[0]?.image?.url).toBe(`attachment://${name}`);
  });

  it('the payload of a card keeps the picture that the message shows, without reading or sending it', async () => {
    const { store, card, payloads, name } = await setUp();
    const payload = await payloads.build(card, name);
    expect(payload).toEqual({
      embeds: [card.embed],
      components: card.rows,
      allowedMentions: { parse: [] },
    });
    expect(store.reads).toBe(0);
  });

  it('the payload keeps a card without a picture as it is, and takes away one that should not be there', async () => {
    const { payloads } = await setUp();
    const card = restoreView(interactionState()).render();
    expect(await payloads.build(card, null)).not.toHaveProperty('files');
    expect(await payloads.build(card)).toMatchObject({ files: [], attachments: [] });
    expect(await payloads.build(card, 'old.png')).toMatchObject({ files: [], attachments: [] });
  });

  it.each([
    ['missing', imageMissing(), 'The stored picture is missing.'],
    ['damaged', imageDamaged(), 'The stored picture is damaged.'],
  ])(
    'the payload of a card shows a placeholder that says so for a picture that is %s',
    async (_name, failure, says) => {
      const said: string[] = [];
      const { store, card, logger, payloads, image } = await setUp({
        placeholder: async (userMessage) => {
          said.push(userMessage);
          return textPicture('a gray square');
        },
      });
      store.failures.push(failure);
      const payload = await payloads.build(card);
      expect(said).toEqual([says]);
      expect(payload.files).toEqual([
        { attachment: Buffer.from('a gray square'), name: 'picture_unavailable.png' },
      ]);
      expect(payload.embeds[0]?.image).toEqual({ url: 'attachment://picture_unavailable.png' });
      expect(payload.embeds[0]?.footer).toEqual(card.embed.footer);
      expect(logger.lines).toMatchObject([{ level: 'warn', fields: { key: image.key } }]);
    },
  );

  it('the payload of several pictures carries their contact sheet, which is made once when no picture is missing', async () => {
    const sheets: string[][] = [];
    const { store, payloads, card } = await setUp({
      contactSheet: async (pictures) => {
        sheets.push(pictures.map(({ bytes }) => bytes.toString()));
        return textPicture('the sheet');
      },
      placeholder: async () => textPicture('a gray square'),
    });
    const role = { kind: 'output', name: 'generated' } as const;
    const [first, second] = [
      await store.put(INTERACTION_ID, role, textPicture('the first')),
      await store.put(INTERACTION_ID, role, textPicture('the second')),
    ];
    const sheet = { ...card, picture: contactSheet([first, second]) };
    store.failures.push(imageMissing());
    const payload = await payloads.build(sheet);
    expect(sheets).toEqual([['a gray square', 'the second']]);
    expect(payload.files).toEqual([
      { attachment: Buffer.from('the sheet'), name: sheet.picture.name },
    ]);
    await payloads.build(sheet);
    await payloads.build(sheet);
    expect(sheets.slice(1)).toEqual([['the first', 'the second']]);
  });

  it('the payload of a card is not built, and replaces no picture, when the store fails for the moment', async () => {
    const { store, card, payloads } = await setUp();
    const failure = busy();
    store.failures.push(failure);
    expect(await appErrorOf(payloads.build(card))).toBe(failure);
  });

  it('the payload that keeps the picture names the file that is there, and sends none', async () => {
    const { card, payloads } = await setUp();
    const named = await payloads.keeping(card, 'picture_unavailable.png');
    expect(named.embeds).toEqual([
      { ...card.embed, image: { url: 'attachment://picture_unavailable.png' } },
    ]);
    expect(Object.keys(named)).toEqual(['embeds', 'components', 'allowedMentions']);
    for (const shownName of [null, 'SPOILER_cat.png']) {
      const { embeds } = await payloads.keeping(card, shownName);
      expect(embeds[0]).not.toHaveProperty('image');
    }
  });

  it('the payload links a card to where its related cards are now, also while it waits', async () => {
    const { card, payloads, stored } = await setUp();
    const linked = { ...card, related: { ...ALONE, cameFrom: OTHER_INTERACTION_ID } };
    const here = 'https://discord.com/channels/300000000000000003/400000000000000004';
    const descriptions = async () => {
      const kept = await payloads.keeping(linked, null);
      return [...(await payloads.build(linked)).embeds, ...kept.embeds].map(
        ({ description }) => description,
      );
    };
    const said = (messageId: string) =>
      `${card.embed.description}\n↩️ From [another card](${here}/${messageId})`;
    expect(await descriptions()).toEqual([said('600000000000000006'), said('600000000000000006')]);
    stored.state = { ...stored.state, messageId: '700000000000000007' };
    expect(await descriptions()).toEqual([said('700000000000000007'), said('700000000000000007')]);
  });

  it('the payload leaves out links that cannot be had, and says in the log why', async () => {
    const { card, logger, payloads, stored } = await setUp();
    stored.failures.push(busy());
    const related = { ...ALONE, cameFrom: OTHER_INTERACTION_ID, followers: [INTERACTION_ID] };
    const { embeds } = await payloads.build({ ...card, related });
    expect(embeds[0]?.description).toBe(card.embed.description);
    expect(logger.messages('debug')).toEqual(['A card is not linked']);
  });
});
