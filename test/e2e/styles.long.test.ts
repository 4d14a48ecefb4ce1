import { expect, it } from '@jest/globals';

import { STYLES } from '../../src/interactions/styles.js';
import { preview, restyle } from '../support/e2e-cards.js';
import { E2eWorld } from '../support/e2e-world.js';
import { meanDifference, photo } from '../support/pictures.js';

it('each of the 25 styles visibly changes a photo in its own way', async () => {
  const { sandbox } = await E2eWorld.start({ env: { GENERATION_CONCURRENCY_PER_PERSON: '4' } });
  const ann = sandbox.user('ann');
  const bytes = await photo(320, 240).jpeg().toBuffer();
  const cards = await Promise.all(
    STYLES.map(() => preview(ann, '', { files: [{ name: 'photo.jpg', bytes }] })),
  );
  const waiting = { timeoutMs: 150_000 };
  await Promise.all(cards.map((card, n) => restyle(ann, card, STYLES[n]!.name, waiting)));
  for (const card of cards) {
    expect(await meanDifference(bytes, Buffer.from(await card.picture()))).toBeGreaterThan(5);
  }
  const pictures = new Set(cards.map(({ files }) => files[0]?.bytes.length));
  expect(pictures.size).toBeGreaterThan(20);
});
