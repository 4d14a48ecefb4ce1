import { describe, expect, it } from '@jest/globals';

import { CardPayloads } from '../../../../src/bot/cards/answering/card-payloads.js';
import type { ImageProcessor } from '../../../../src/imaging/image-processor.js';
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
import { busy } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import {
  INTERACTION_ID,
  interactionState,
  outputItem,
  resultState,
} from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

async function setUp(imaging: Partial<ImageProcessor> = {}) {
  const store = new MemoryImageStore();
  const role = { kind: 'output', name: 'generated' } as const;
  const image: StoredImage = await store.put(INTERACTION_ID, role, textPicture('the picture'));
  const card = restoreView(resultState(0, { outputs: [outputItem({ image })] })).render();
  const logger = new RecordingLogger();
  const processor = strictDouble<ImageProcessor>('ImageProcessor', imaging);
  const payloads = new CardPayloads(store, processor, logger);
  return { store, image, card, logger, payloads, name: cardPicture(image).name };
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
    const named = payloads.keeping(card, 'picture_unavailable.png');
    expect(named.embeds).toEqual([
      { ...card.embed, image: { url: 'attachment://picture_unavailable.png' } },
    ]);
    expect(Object.keys(named)).toEqual(['embeds', 'components', 'allowedMentions']);
    expect(payloads.keeping(card, null).embeds[0]).not.toHaveProperty('image');
    expect(payloads.keeping(card, 'SPOILER_cat.png').embeds[0]).not.toHaveProperty('image');
  });
});
