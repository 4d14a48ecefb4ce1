import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { failureOn, lookOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { picture, rateLimited } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

/** Two pictures are expected to cost $0.067, and cost $0.077. */
const ONE_PICTURE = { BUDGET_PER_DAY: '0.05', QUOTA_PER_PERSON: 'off' };

const drawn = async () => picture(await photo(64, 48).png().toBuffer());

/** What the line of a card is that says what it was made with, without the id. */
const madeWith = ({ footer }: SeenMessage) => footer?.split(' · Persistent').at(0);

it('the preview says what it will cost, number and size counted in, and the result what it has cost', async () => {
  const { sandbox, gemini } = await startWithGemini();
  const ann = sandbox.user('ann');
  gemini.always(await drawn());
  const card = await preview(ann, 'a cat');
  expect(madeWith(card)).toBe('≈ $0.04');
  await (await ann.openModal(card, '⚙️')).submit({ Number: '2', Size: '4K' });
  expect(madeWith(card)).toBe('4K · 2 pictures · ≈ $0.23');
  await ann.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '1–2 of 2');
  expect(madeWith(card)).toMatch(/^gemini-nano-banana-2\.1 · 4K · \$0\.077$/);
  await ann.click(card, '➡️');
  expect(madeWith(card)).toMatch(/ · \$0\.039$/);
});

it('the start says what may be spent, and a press beyond the budget is refused to one person alone, over a kill', async () => {
  const { world, sandbox, gemini } = await startWithGemini(ONE_PICTURE);
  expect(await world.bot.logged('Spending is limited')).toMatchObject({
    perDay: '$0.05',
    perPerson: 'off',
  });
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  gemini.always(await drawn());
  await result(ann, 'a cat');
  const card = await preview(ben, 'a dog');
  const before = lookOf(card);
  for (const presses of [1, 2]) {
    const { ephemeral } = await ben.click(card, 'Process Prompt');
    expect(ephemeral?.content).toMatch(
      /^My budget for this day is used up, so I made nothing\. It starts again <t:\d+:R>\.$/,
    );
    expect(lookOf(card)).toEqual(before);
    if (presses === 1) await world.killAndRestart();
  }
  expect(gemini.requests).toHaveLength(1);
});

it('a person who has spent their own budget is refused to them alone, /usage says what is spent of it, and others go on', async () => {
  const { world, sandbox, gemini } = await startWithGemini({
    BUDGET_PER_PERSON_PER_DAY: '0.05',
    BUDGET_PER_SERVER_PER_MONTH: '10',
  });
  expect(await world.bot.logged('Spending is limited')).toMatchObject({
    perPerson: '$0.05/day',
    perServer: '$10.00/month',
  });
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  gemini.always(await drawn());
  const card = await result(ann, 'a cat');
  const refused = await ann.click(card, 'Vary');
  expect(refused.ephemeral?.content).toMatch(
    /^Your budget for this day is used up, so I made nothing\. It starts again <t:\d+:R>\.$/,
  );
  const { ephemeral } = await ann.command('usage');
  await ephemeral!.changed(() => ephemeral!.content !== '');
  expect(ephemeral!.content).toMatch(
    /\nYour pictures have cost \$0\.04 of \$0\.05 today \(it starts again <t:\d+:R>\), \$0\.04 this month\nThe pictures of this server have cost \$0\.04 today, \$0\.04 of \$10\.00 this month \(it starts again <t:\d+:R>\)/,
  );
  await result(ben, 'a dog');
});

it('each picture of a quota comes back, and what failed without costs is back at once', async () => {
  const { sandbox, gemini } = await startWithGemini({
    BUDGET_PER_DAY: 'off',
    QUOTA_PER_PERSON: '2/8h',
    GENERATION_TRIES: '1',
  });
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  gemini.script(rateLimited({}));
  gemini.always(await drawn());
  const failed = await preview(ann, 'a cat');
  await ann.click(failed, 'Process Prompt');
  await failureOn(failed);
  await result(ann, 'a dog');
  const card = await result(ann, 'a bird');
  const { ephemeral } = await ann.click(card, 'Vary');
  const [, until = ''] =
    /^You may have 2 pictures in 8h, and they are used up, .* <t:(\d+):R>\.$/.exec(
      ephemeral?.content ?? '',
    ) ?? [];
  const inMs = Number(until) * 1000 - Date.now();
  expect(Math.abs(inMs - 8 * 3_600_000)).toBeLessThan(10 * 60_000);
  // Another person has pictures of their own, on the same card too.
  await ben.click(card, 'Vary');
  await card.changed(() => placeOf(card) === '2 of 2');
});

it('a call that a kill cut off stays charged, and its repetition needs room in the budget', async () => {
  const { world, sandbox, gemini } = await startWithGemini(ONE_PICTURE);
  const ann = sandbox.user('ann');
  gemini.script({ kind: 'hang' });
  gemini.always(await drawn());
  const card = await preview(ann, 'a cat');
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  await world.killAndRestart();
  expect(await failureOn(card)).toContain('The budget for pictures is used up');
  expect(gemini.requests).toHaveLength(1);
  const database = await E2eDatabase.open(world);
  const charged = 'SELECT SUM(cut_off * estimate) AS count FROM ledger_entries';
  expect(await database.number(charged)).toBe(33_600);
  const { ephemeral } = await ann.click(card, 'Try again');
  expect(ephemeral?.content).toContain('My budget for this day is used up');
  await world.bot.kill();
  await world.startBot({ BUDGET_PER_DAY: '1' });
  await ann.click(card, 'Try again');
  await finished(card);
});
