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
