import { expect, it } from '@jest/globals';

import type { Answer } from '../../src/sandbox/client/answer.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { RequestMatch } from '../../src/sandbox/faults.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { eventually } from '../support/eventually.js';
import { shareWorld, type Room } from '../support/e2e-room.js';

const room = shareWorld();

const CALLBACK: RequestMatch = { method: 'POST', route: '/interactions/:id/:token/callback' };
const ANSWER: RequestMatch = { method: 'PATCH', route: '/webhooks/:id/:token/messages/:id' };
const MADE_UP = 'Made up for what was missed';

/** The private answer, when the bot no longer thinks about it. */
async function told({ ephemeral }: Answer): Promise<SeenMessage> {
  if (ephemeral === undefined) throw new Error('The answer is not private.');
  return ephemeral.changed(() => !ephemeral.isLoading);
}

/** The page of ann's history that shows one card, with its buttons. */
async function entryOf({ ann }: Room): Promise<SeenMessage> {
  const page = await told(await ann.command('history'));
  await ann.select(page, page.selects[0]?.options[0]?.label ?? '');
  return page.changed(() => page.buttons.some(({ label }) => label === 'Download'));
}

/** How each private answer is asked for, and what it says. */
const ASKED: readonly [
  what: string,
  begin: (here: Room, card: SeenMessage) => Promise<() => Promise<Answer>>,
  says: (card: SeenMessage, answer: SeenMessage) => void,
][] = [
  [
    'a page of a history',
    async ({ ann }) =>
      async () =>
        ann.command('history'),
    (card, { embeds }) => expect(embeds[0]?.title).toBe(`1 · ${card.title}`),
  ],
  [
    'the way to a card that was shown',
    async ({ ann }, card) =>
      async () =>
        ann.command('show', { id: interactionIdOf(card) }),
    (_card, { content }) => expect(content).toContain('Here it is'),
  ],
  [
    'the way to a card that was posted',
    async (here) => {
      const page = await entryOf(here);
      return async () => here.ann.click(page, 'Post here');
    },
    (_card, { content }) => expect(content).toContain('Here it is'),
  ],
  [
    'the original of a picture',
    async (here) => {
      const page = await entryOf(here);
      return async () => here.ann.click(page, 'Download');
    },
    (card, { content, files }) => {
      const names = files.map(({ name }) => name);
      expect({ content, names }).toEqual({ content: '', names: [card.pictureName] });
    },
  ],
];

/** What is noted and not answered yet. */
async function waiting({ world }: Room): Promise<number> {
  return (await E2eDatabase.open(world)).count('command_requests');
}

/** The messages that show a card. */
function cardsLike({ sandbox }: Room, card: SeenMessage): number {
  return [...sandbox.world.messages.values()].filter(
    ({ embeds }) => embeds[0]?.footer?.text === card.footer,
  ).length;
}

it.each(ASKED)(
  '%s is given by the next start when the bot was killed after it had acknowledged',
  async (what, begin, says) => {
    const here = room();
    const { world, sandbox, ann } = here;
    const card = await result(ann, 'a lighthouse');
    const ask = await begin(here, card);
    sandbox.faults.add({ ...ANSWER, effect: { kind: 'cut' }, times: Infinity });
    const answering = sandbox.requests.begun(ANSWER);
    const answer = await ask();
    await answering;
    await world.bot.kill();
    sandbox.faults.clear();
    expect(answer.ephemeral?.isLoading).toBe(true);
    await world.startBot();
    await world.bot.logged(MADE_UP);
    says(card, await told(answer));
    expect(await waiting(here)).toBe(0);
    expect(cardsLike(here, card)).toBe(what.startsWith('the way') ? 2 : 1);
    const [, , , token = ''] = sandbox.requests.matching(ANSWER)[0]?.path.split('/') ?? [];
    expect(token).toMatch(/^[\w-]{50,}$/);
    expect(JSON.stringify(world.bot.log)).not.toContain(token);
  },
);

it('a private answer that Discord has, and whose process died before it forgot that, is not given anew', async () => {
  const here = room();
  const { world, sandbox, ann } = here;
  await preview(ann, 'a lighthouse');
  sandbox.faults.add({ ...ANSWER, effect: { kind: 'cut' }, when: 'after', times: Infinity });
  const page = await told(await ann.command('history'));
  await world.bot.kill();
  sandbox.faults.clear();
  await world.startBot();
  await world.bot.logged(MADE_UP);
  expect(page.embeds).toHaveLength(1);
  expect(await waiting(here)).toBe(0);
});

it('what Discord never heard of again is forgotten: who asked was told that it failed', async () => {
  const here = room();
  const { world, sandbox, ann } = here;
  const card = await preview(ann, 'a lighthouse');
  sandbox.faults.add({ ...CALLBACK, effect: { kind: 'cut' }, times: Infinity });
  const asked = sandbox.requests.begun(CALLBACK);
  const failed = ann
    .command('show', { id: interactionIdOf(card) })
    .catch((error: unknown) => error);
  await asked;
  await world.bot.kill();
  sandbox.faults.clear();
  // Nobody waits for three seconds in a test.
  sandbox.clock.advance(3_100);
  expect(await failed).toBeInstanceOf(Error);
  await world.startBot();
  await world.bot.logged(MADE_UP);
  expect(await waiting(here)).toBe(0);
  expect(cardsLike(here, card)).toBe(1);
});

it('a private answer whose token has died is dropped', async () => {
  const here = room();
  const { world, sandbox, ann } = here;
  const card = await preview(ann, 'a lighthouse');
  sandbox.faults.add({ ...ANSWER, effect: { kind: 'cut' }, times: Infinity });
  const answering = sandbox.requests.begun(ANSWER);
  const answer = await ann.command('show', { id: interactionIdOf(card) }, { channel: 'general' });
  await answering;
  await world.bot.kill();
  sandbox.faults.clear();
  sandbox.clock.advance(16 * 60_000);
  await world.startBot();
  await world.bot.logged(MADE_UP);
  expect(answer.ephemeral?.isLoading).toBe(true);
  expect(await waiting(here)).toBe(0);
});

it('a command that Discord repeats after it was answered leaves the page as its person has turned it', async () => {
  const here = room();
  const { world, sandbox, ann } = here;
  sandbox.faults.replaysAcknowledged = true;
  const database = await E2eDatabase.open(world);
  const before = await database.sequence();
  for (let n = 1; n <= 6; n += 1) await preview(ann, `number ${n}`);
  // The position in this session is stored now.
  await eventually(async () => (await database.sequence()) !== before);
  const sequence = await database.sequence();
  const page = await told(await ann.command('history', { search: 'number' }));
  await ann.click(page, 'Older');
  await page.changed(() => page.embeds.length === 1);
  await world.bot.kill();
  await database.run('UPDATE gateway_sessions SET sequence = ?', sequence);
  await world.startBot();
  await world.bot.logged(MADE_UP);
  expect(page.embeds.map(({ title }) => title)).toEqual(['1 · number 1']);
  expect(await waiting(here)).toBe(0);
});
