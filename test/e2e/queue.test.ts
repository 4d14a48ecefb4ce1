import { describe, expect, it } from '@jest/globals';

import { failureOn, placeOf, cancelledBy, statusOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle } from '../support/e2e-cards.js';
import { shareGeminiWorld, startWithGemini } from '../support/e2e-gemini.js';
import { httpError, type GeminiAnswer } from '../support/gemini-answers.js';
import { gate } from '../support/gate.js';

const OVERLOADED = httpError(503, 'UNAVAILABLE', 'The model is overloaded.');
const HANGS: GeminiAnswer = { kind: 'hang' };

const room = shareGeminiWorld();

it('Cancel while a card waits keeps the model from being asked, and the card can be used again', async () => {
  const { gemini, ann } = room();
  const [first, second] = [await preview(ann, 'one'), await preview(ann, 'two')];
  gemini.script(HANGS);
  await ann.click(first, 'Process Prompt');
  await gemini.received(1);
  await ann.click(second, 'Process Prompt');
  await ann.click(second, 'Cancel');
  expect(statusOf(second)).toBe(cancelledBy(ann));
  await ann.click(first, 'Cancel');
  await restyle(ann, second, 'Neon');
  expect(gemini.requests.map(({ prompt }) => prompt).filter((text) => text === 'two')).toEqual([]);
});

it('a model that stays overloaded is named on the card, and Try again asks for the same once more', async () => {
  const { sandbox, gemini } = await startWithGemini({ GENERATION_TRIES: '2' });
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  gemini.script(OVERLOADED, OVERLOADED);
  await ann.select(card, 'Neon');
  expect(await failureOn(card)).toBe('The image model is busy. You can **Try again**.');
  await ann.click(card, 'Try again');
  await finished(card);
  const prompts = gemini.requests.map(({ prompt }) => prompt);
  expect(prompts).toHaveLength(3);
  expect(new Set(prompts).size).toBe(1);
  expect(card.buttons.map(({ label }) => label)).not.toContain('Try again');
});

it('SIGTERM while a picture is made lets it end within the grace, and shows it', async () => {
  const { world, gemini, ann } = room();
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

describe('with one picture at a time', () => {
  const roomOfOne = shareGeminiWorld({ GENERATION_CONCURRENCY: '1' });

  it('people who ask at the same time see their place, which moves on, and are served in turn', async () => {
    const { gemini, ann, ben } = roomOfOne();
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
    expect(statusOf(second)).toBe('⏳ 1 picture ahead of yours');
    await ben.click(third, 'Process Prompt');
    expect(statusOf(third)).toBe('⏳ 1 picture ahead of yours');
    await second.changed(() => statusOf(second) === '⏳ 2 pictures ahead of yours');
    slow.open();
    await Promise.all([failureOn(first), finished(second), finished(third)]);
    const asked = gemini.requests.map(({ prompt }) => prompt);
    expect(asked).toEqual(['ann one', 'ben one', 'ann two']);
  });

  it('Cancel while a picture is made ends the call, the card says so, and the next in line begins', async () => {
    const { world, gemini, ann, ben } = roomOfOne();
    const [first, second] = [await preview(ann, 'one'), await preview(ben, 'two')];
    gemini.script(HANGS);
    await ann.click(first, 'Process Prompt');
    await gemini.received(1);
    await ben.click(second, 'Process Prompt');
    await ann.click(first, 'Cancel');
    expect(statusOf(first)).toBe(cancelledBy(ann));
    await finished(second);
    await world.killAndRestart();
    await ann.click(first, 'Process Prompt');
    await finished(first);
    expect(placeOf(first)).toBe('1 of 1');
  });
});
