import { describe, expect, it } from '@jest/globals';

import { failureOn } from '../support/e2e-card-look.js';
import { finished, preview, restyle } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { httpError, rateLimited, type GeminiAnswer } from '../support/gemini-answers.js';
import { gate } from '../support/gate.js';

const OVERLOADED = httpError(503, 'UNAVAILABLE', 'The model is overloaded.');
const HANGS: GeminiAnswer = { kind: 'hang' };

describe('people who ask for pictures at the same time', () => {
  it('see their place, which moves on, and are served in turn', async () => {
    const { sandbox, gemini } = await startWithGemini({ GENERATION_CONCURRENCY: '1' });
    const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
    const [first, second, third] = [
      await preview(ann, 'ann one'),
      await preview(ann, 'ann two'),
      await preview(ben, 'ben one'),
    ];
    const slow = gate();
    const { answer } = { answer: httpError(400, 'INVALID_ARGUMENT', 'no') };
    gemini.script({ kind: 'later', after: slow.opened, answer });
    await ann.click(first, 'Process Prompt');
    await gemini.received(1);
    await ann.click(second, 'Process Prompt');
    expect(second.field('Status')).toBe('⏳ One picture comes before yours');
    await ben.click(third, 'Process Prompt');
    expect(third.field('Status')).toBe('⏳ One picture comes before yours');
    await second.changed(() => second.field('Status') === '⏳ 2 pictures come before yours');
    slow.open();
    await Promise.all([failureOn(first), finished(second), finished(third)]);
    const asked = gemini.requests.map(({ prompt }) => prompt);
    expect(asked).toEqual(['ann one', 'ben one', 'ann two']);
  });
});

describe('Cancel', () => {
  it('while waiting: the model is never asked, and the card can be used again', async () => {
    const { sandbox, gemini } = await startWithGemini();
    const ann = sandbox.user('ann');
    const [first, second] = [await preview(ann, 'one'), await preview(ann, 'two')];
    gemini.script(HANGS);
    await ann.click(first, 'Process Prompt');
    await gemini.received(1);
    await ann.click(second, 'Process Prompt');
    await ann.click(second, 'Cancel');
    expect(second.field('Status')).toBe('🛑 Cancelled');
    await ann.click(first, 'Cancel');
    await restyle(ann, second, 'Neon');
    expect(gemini.requests.map(({ prompt }) => prompt).filter((text) => text === 'two')).toEqual(
      [],
    );
  });

  it('while running: the call ends, the card says so, and the next in line begins', async () => {
    const { sandbox, gemini, world } = await startWithGemini({ GENERATION_CONCURRENCY: '1' });
    const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
    const [first, second] = [await preview(ann, 'one'), await preview(ben, 'two')];
    gemini.script(HANGS);
    await ann.click(first, 'Process Prompt');
    await gemini.received(1);
    await ben.click(second, 'Process Prompt');
    await ann.click(first, 'Cancel');
    expect(first.field('Status')).toBe('🛑 Cancelled');
    await finished(second);
    await world.killAndRestart();
    await ann.click(first, 'Process Prompt');
    await finished(first);
    expect(first.title).toBe('Output 1 of 1');
  });

  it('is there after a restart, for a generation that was taken up again', async () => {
    const { sandbox, gemini, world } = await startWithGemini();
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'one');
    gemini.always(HANGS);
    await ann.click(card, 'Process Prompt');
    await gemini.received(1);
    await world.killAndRestart();
    await gemini.received(2);
    await ann.click(card, 'Cancel');
    expect(card.field('Status')).toBe('🛑 Cancelled');
    gemini.always(undefined);
    await ann.click(card, 'Process Prompt');
    await finished(card);
  });
});

describe('a model that is overloaded', () => {
  it('is asked again when it says, and the card tells when', async () => {
    const { sandbox, gemini } = await startWithGemini();
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'a cat');
    gemini.script(rateLimited({ retryDelay: '6s' }));
    await ann.click(card, 'Process Prompt');
    await card.changed(() => card.field('Status')?.includes('again') ?? false);
    expect(card.field('Status')).toMatch(
      /^(?:🔁 The image model gets too many requests\. Trying again|⏳ The image model is not answering; I ask it again) <t:\d+:R>/,
    );
    expect(card.button('Cancel').disabled).toBe(false);
    await finished(card);
    expect(gemini.requests).toHaveLength(2);
  });

  it('is asked again after a restart, and no sooner', async () => {
    const { sandbox, gemini, world } = await startWithGemini();
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'a cat');
    gemini.script(rateLimited({ retryDelay: '4s' }));
    await ann.click(card, 'Process Prompt');
    await gemini.received(1);
    const askedMs = Date.now();
    await world.bot.logged('Generation will be retried later');
    await world.killAndRestart();
    await finished(card);
    expect(Date.now() - askedMs).toBeGreaterThanOrEqual(4_000);
    expect(gemini.requests).toHaveLength(2);
  });

  it('and stays so: the card says so, and Try again asks for the same once more', async () => {
    const { sandbox, gemini } = await startWithGemini({ GENERATION_TRIES: '2' });
    const ann = sandbox.user('ann');
    const card = await preview(ann, 'a cat');
    gemini.script(OVERLOADED, OVERLOADED);
    await ann.select(card, 'Neon');
    expect(await failureOn(card)).toBe('The image model is overloaded. You can **Try again**.');
    await ann.click(card, 'Try again');
    await finished(card);
    const prompts = gemini.requests.map(({ prompt }) => prompt);
    expect(prompts).toHaveLength(3);
    expect(new Set(prompts).size).toBe(1);
    expect(card.buttons.map(({ label }) => label)).not.toContain('Try again');
  });
});

describe('SIGTERM while a picture is being made', () => {
  it('lets it end within the grace, and shows it', async () => {
    const { sandbox, gemini, world } = await startWithGemini();
    const ann = sandbox.user('ann');
    const [card, waiting] = [await preview(ann, 'a cat'), await preview(ann, 'a dog')];
    const slow = gate();
    const answer = httpError(400, 'INVALID_ARGUMENT', 'no');
    gemini.script({ kind: 'later', after: slow.opened, answer });
    await ann.click(card, 'Process Prompt');
    await gemini.received(1);
    await ann.click(waiting, 'Process Prompt');
    const stopped = world.bot.stop();
    await world.bot.logged('Stopping');
    slow.open();
    await failureOn(card);
    expect(await stopped).toBe(0);
    expect(gemini.requests).toHaveLength(1);
    await world.startBot();
    await finished(waiting);
  });
});
