import { describe, expect, it } from '@jest/globals';

import { STYLES } from '../../src/interactions/styles.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { E2eWorld } from '../support/e2e-world.js';
import { meanDifference, photo } from '../support/pictures.js';

describe('Process Prompt', () => {
  it('shows at once that it works, then turns the card into the result', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'a lighthouse');
    const { footer } = card;
    const answer = await ann.click(card, 'Process Prompt');
    expect(answer.kind).toBe('update');
    await finished(card);
    expect(card.title).toBe('Output 1 of 1');
    expect(card.description).toBe('a lighthouse');
    expect(card.field('Model')).toBe('offline model');
    expect(card.footer).toBe(footer);
    expect(card.button('⬅️').disabled).toBe(true);
    expect(card.button('➡️').disabled).toBe(true);
    expect(card.button('Process Prompt').disabled).toBe(false);
    expect(card.files.map(({ name }) => name)).toEqual([card.pictureName]);
  });

  it('disables every component while it works', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'a lighthouse');
    const working = card.changed(() => card.field('Status') === '🍌 Making your picture…');
    await ann.click(card, 'Process Prompt');
    await working;
    await finished(card);
    const patches = sandbox.requests.matching({ route: /callback$/ });
    const body = JSON.stringify(patches.at(-1)?.body);
    expect(body.match(/"disabled":true/g)).toHaveLength(3);
  });

  it('goes on from the output shown, and only ever appends', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const bytes = await photo().jpeg().toBuffer();
    const card = await result(ann, 'a garden', { files: [{ name: 'photo.jpg', bytes }] });
    expect(card.title).toBe('Output 2 of 2');
    await ann.click(card, '⬅️');
    expect(card.title).toBe('Output 1 of 2');
    expect(card.description).toBe('*What you sent.*');
    await restyle(ann, card, 'Sketch');
    expect(card.title).toBe('Output 3 of 3');
    expect(card.field('Style')).toBe('✏️ Sketch');
    expect(card.field('Current prompt')).toBe('a garden');
    const shown = [];
    for (const button of ['⬅️', '⬅️', '➡️', '➡️', '➡️']) {
      await ann.click(card, button);
      shown.push(card.title);
    }
    expect(shown).toEqual(['2', '1', '2', '3', '3'].map((n) => `Output ${n} of 3`));
  });
});

describe('Edit Prompt', () => {
  it('opens a modal with the current prompt, and its submit changes the card', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'a cat');
    const modal = await ann.openModal(card, 'Edit Prompt');
    expect(modal.title).toBe('Edit Prompt');
    expect(modal.inputs[0]).toMatchObject({ value: 'a cat', maxLength: 4000 });
    await modal.submit({ prompt: 'a dog' });
    expect(card.description).toBe('a dog');
    await ann.click(card, 'Process Prompt');
    await finished(card);
    expect(card.description).toBe('a dog');
    expect(card.field('Current prompt')).toBeUndefined();
  });

  it('takes prompts of 4,000 characters', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const card = await result(ann, 'a cat');
    const prompt = 'long '.repeat(800).trim();
    await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt });
    expect(card.field('Current prompt')?.startsWith('long long')).toBe(true);
    expect((await ann.openModal(card, 'Edit Prompt')).inputs[0]?.value).toBe(prompt);
  });

  it('keeps the old prompt when there would be nothing left to work from', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'a cat');
    const modal = await ann.openModal(card, 'Edit Prompt');
    const { ephemeral } = await modal.submit({ prompt: '  ' });
    expect(ephemeral?.content).toContain('I need a prompt');
    expect(card.description).toBe('a cat');
  });
});

describe('a style', () => {
  it('on the preview works on prompt and pictures, and on the result on the output shown', async () => {
    const { sandbox } = await E2eWorld.start();
    const ann = sandbox.user('ann');
    const bytes = await photo().jpeg().toBuffer();
    const card = await preview(ann, 'in autumn', { files: [{ name: 'photo.jpg', bytes }] });
    await restyle(ann, card, 'Watercolor');
    expect(card.description).toContain('in autumn');
    expect(card.description).toMatch(/watercolou?r/i);
    await restyle(ann, card, 'Neon');
    expect(card.description).not.toContain('in autumn');
    expect(card.title).toBe('Output 3 of 3');
  });

  it('visibly changes a photo, each of the 25 in its own way', async () => {
    const { sandbox } = await E2eWorld.start({ env: { GENERATION_CONCURRENCY_PER_PERSON: '4' } });
    const ann = sandbox.user('ann');
    const bytes = await photo(320, 240).jpeg().toBuffer();
    const cards = await Promise.all(
      STYLES.map(() => preview(ann, '', { files: [{ name: 'photo.jpg', bytes }] })),
    );
    const waiting = { timeoutMs: 60_000 };
    await Promise.all(cards.map((card, n) => restyle(ann, card, STYLES[n]!.name, waiting)));
    for (const card of cards) {
      expect(await meanDifference(bytes, Buffer.from(await card.picture()))).toBeGreaterThan(5);
    }
    const pictures = new Set(cards.map(({ files }) => files[0]?.bytes.length));
    expect(pictures.size).toBeGreaterThan(20);
  }, 90_000);
});

describe('anyone who sees a card', () => {
  it('may use it', async () => {
    const { sandbox } = await E2eWorld.start();
    const card = await result(sandbox.user('ann'), 'a cat');
    await restyle(sandbox.user('ben'), card, 'Sticker');
    expect(card.title).toBe('Output 2 of 2');
  });
});
