import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import { preview } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import {
  ACKNOWLEDGED,
  dieOver,
  expectNothingWaits,
  nextLife,
} from '../support/e2e-command-kills.js';
import { cardsWith, EDIT_PICTURE, IMAGINE, PRIVATE_IMAGINE } from '../support/e2e-commands.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { repliesTo } from '../support/e2e-replies.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';

const room = shareGeminiWorld();

const SHUT_OUT = 'The operator of this bot has shut you out';
const [ON_ACKNOWLEDGING, ON_STORING, ON_POSTING] = ACKNOWLEDGED;

/** Shuts somebody out while the bot is down, and starts it. */
async function startWithout(here: GeminiRoom, { id }: Person): Promise<void> {
  await cli(here.world, ['deny', id]);
  await nextLife(here);
}

/** How many interactions are there that have no card and are not given up. */
async function countWithoutCard({ world }: GeminiRoom): Promise<number> {
  const database = await E2eDatabase.open(world);
  return database.number(
    'SELECT COUNT(*) AS count FROM interactions WHERE message_id IS NULL AND deleted_at IS NULL',
  );
}

it.each([
  [IMAGINE.name, 'was acknowledged', { way: IMAGINE, point: ON_ACKNOWLEDGING }],
  [PRIVATE_IMAGINE.name, 'was stored', { way: PRIVATE_IMAGINE, point: ON_STORING }],
  [EDIT_PICTURE.name, 'was stored', { way: EDIT_PICTURE, point: ON_STORING }],
])(
  '%s that %s before a kill is answered with the refusal where who asked is shut out by the start',
  async (name, _point, { way, point }) => {
    const here = room();
    const { answer } = await dieOver(here, way, `refused ${name}`, point);
    await startWithout(here, way === EDIT_PICTURE ? here.ben : here.ann);
    await expectNothingWaits(here);
    expect(answer?.message?.content).toContain(SHUT_OUT);
    expect(cardsWith(here, `refused ${name}`)).toHaveLength(0);
    expect(await countWithoutCard(here)).toBe(0);
  },
);

it.each([IMAGINE, PRIVATE_IMAGINE])(
  'a card of $name that Discord had before the kill stays where who asked is shut out by the start',
  async (way) => {
    const here = room();
    const prompt = `stays, ${way.name}`;
    await dieOver(here, way, prompt, ON_POSTING);
    await startWithout(here, here.ann);
    await expectNothingWaits(here);
    expect(cardsWith(here, prompt)).toHaveLength(1);
    expect(await countWithoutCard(here)).toBe(0);
  },
);

it('a mention that was stored before a kill is answered with the refusal, without a card', async () => {
  const here = room();
  const { ann, sandbox, world } = here;
  const posting = { method: 'POST', route: '/channels/:id/messages' } as const;
  sandbox.faults.add({ ...posting, effect: { kind: 'cut' }, when: 'before', times: Infinity });
  const begun = sandbox.requests.begun(posting);
  const asked = await ann.mention('a lighthouse');
  await begun;
  await world.bot.kill();
  sandbox.faults.clear();
  await startWithout(here, ann);
  const replies = repliesTo(sandbox, asked).map((id) => ann.sees(id).content);
  expect(replies).toEqual([expect.stringContaining(SHUT_OUT)]);
  expect(cardsWith(here, 'a lighthouse')).toHaveLength(0);
  expect(await countWithoutCard(here)).toBe(0);
});

it('a history that was asked for before a kill is not shown to who is shut out by the start', async () => {
  const here = room();
  const { ann, sandbox, world } = here;
  await preview(ann, 'a house');
  const showing = { method: 'PATCH', route: '/webhooks/:id/:token/messages/:id' } as const;
  sandbox.faults.add({ ...showing, effect: { kind: 'cut' }, when: 'before', times: Infinity });
  const begun = sandbox.requests.begun(showing);
  const { ephemeral } = await ann.command('history');
  await begun;
  await world.bot.kill();
  sandbox.faults.clear();
  await startWithout(here, ann);
  await expectNothingWaits(here);
  expect(ephemeral?.content).toContain(SHUT_OUT);
  expect(ephemeral?.embeds).toEqual([]);
});
