import { expect, it } from '@jest/globals';

import {
  ACKNOWLEDGED,
  asAsked,
  BEFORE_ACKNOWLEDGING,
  BEFORE_REMOVING,
  dieOver,
  expectNothingWaits,
  outcomeOf,
  nextLife,
  type KillPoint,
} from '../support/e2e-command-kills.js';
import {
  cardsWith,
  EDIT_PICTURE,
  IMAGINE,
  onlyCard,
  openForm,
  PRIVATE_IMAGINE,
  type WayIn,
} from '../support/e2e-commands.js';
import { finished } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { eventually } from '../support/eventually.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';

const room = shareGeminiWorld();

const [ON_ACKNOWLEDGING, ON_STORING, ON_POSTING] = ACKNOWLEDGED;

const CASES: readonly [WayIn, KillPoint][] = [
  [IMAGINE, ON_ACKNOWLEDGING],
  [EDIT_PICTURE, ON_STORING],
  [PRIVATE_IMAGINE, ON_STORING],
  [PRIVATE_IMAGINE, ON_POSTING],
  [IMAGINE, ON_POSTING],
  [EDIT_PICTURE, BEFORE_REMOVING],
];

it.each(CASES.map(([way, point], n) => [way.name, point.name, { way, point, n }] as const))(
  'a command is answered once by the next process where one was killed over %s %s',
  async (_way, _point, { way, point, n }) => {
    const here = room();
    const prompt = `number ${n}`;
    const died = await dieOver(here, way, prompt, point);
    await nextLife(here);
    expect(await outcomeOf(here, died, prompt)).toEqual(asAsked(way));
  },
);

it('a command that Discord never heard of again is forgotten: who asked was told that it failed', async () => {
  const here = room();
  const { answer } = await dieOver(here, IMAGINE, 'a whale', BEFORE_ACKNOWLEDGING);
  expect(answer).toBeNull();
  await nextLife(here);
  await expectNothingWaits(here);
  expect(cardsWith(here, 'a whale')).toHaveLength(0);
});

it('a form that could not be sent, because the bot was killed, is sent again by the next press', async () => {
  const here = room();
  const { ann, ben, channel, gemini } = here;
  const modal = await openForm(ben, ann, channel);
  const way = { ...EDIT_PICTURE, prepare: async () => () => modal.submit({ prompt: 'winter' }) };
  await dieOver(here, way, 'winter', BEFORE_ACKNOWLEDGING);
  await nextLife(here);
  expect(cardsWith(here, 'winter')).toHaveLength(0);
  await modal.submit({ prompt: 'winter' });
  await expectNothingWaits(here);
  const card = onlyCard(here, ben, 'winter');
  await ben.click(card, 'Process Prompt');
  await finished(card);
  expect(gemini.requests[0]?.pictures).toHaveLength(1);
  // It is over now.
  const { ephemeral } = await modal.submit({ prompt: 'summer' });
  expect(ephemeral?.content).toContain('it was sent already');
});

it('commands and forms that Discord repeats after they were answered change nothing', async () => {
  const here = room();
  const { world, sandbox, ann, ben, channel } = here;
  sandbox.faults.replaysAcknowledged = true;
  const database = await E2eDatabase.open(world);
  // All that follows is repeated.
  const sequence = await database.sequence();
  await ann.command('imagine', { prompt: 'a fox' });
  await (await openForm(ben, ann, channel)).submit({ prompt: 'an owl' });
  const cards = () => ['a fox', 'an owl'].map((prompt) => cardsWith(here, prompt).length);
  await eventually(() => cards().every((count) => count === 1));
  await expectNothingWaits(here);
  await world.bot.kill();
  await database.run('UPDATE gateway_sessions SET sequence = ?', sequence);
  await nextLife(here);
  await expectNothingWaits(here);
  expect(cards()).toEqual([1, 1]);
  const { log } = world.bot;
  const repeated = log.filter(({ msg }) => msg === 'Answered').map(({ action }) => action);
  expect(repeated).toEqual(expect.arrayContaining(['/imagine', 'edit_picture']));
  expect(log.filter(({ level }) => level === 'error')).toEqual([]);
});
