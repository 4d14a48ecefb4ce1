import { expect } from '@jest/globals';

import type { Answer } from '../../src/sandbox/client/answer.js';
import type { RequestMatch } from '../../src/sandbox/faults.js';
import { CALLBACK, cardsWith, REMOVE_ANSWER, showing, type WayIn } from './e2e-commands.js';
import { E2eDatabase } from './e2e-database.js';
import { eventually } from './eventually.js';
import type { Room } from './e2e-room.js';

/** Where the process dies on the way from a command to its card. */
export interface KillPoint {
  readonly name: string;
  /** The request over which it dies. */
  readonly match: (way: WayIn) => RequestMatch;
  /** Whether Discord carries the request out. */
  readonly when: 'before' | 'after';
}

export const BEFORE_ACKNOWLEDGING: KillPoint = {
  name: 'before it acknowledged',
  match: () => CALLBACK,
  when: 'before',
};

/** From here on the command is answered. */
export const ACKNOWLEDGED: readonly [KillPoint, KillPoint, KillPoint] = [
  { name: 'when it had acknowledged', match: () => CALLBACK, when: 'after' },
  { name: 'when it had stored the request', match: showing, when: 'before' },
  { name: 'when Discord had the card', match: showing, when: 'after' },
];

/** A card that is the answer itself does not get there. */
export const BEFORE_REMOVING: KillPoint = {
  name: 'before it took the answer away',
  match: () => REMOVE_ANSWER,
  when: 'before',
};

/** What was to be seen when the bot died. */
export interface Died {
  /** The first answer; null where there was none. */
  readonly answer: Answer | null;
}

/** The bot dies there over a command, and Discord works again. */
export async function dieOver(
  room: Room,
  way: WayIn,
  prompt: string,
  { match, when }: KillPoint,
): Promise<Died> {
  const { sandbox, world } = room;
  const lastStep = await way.prepare(room, prompt);
  const request = match(way);
  sandbox.faults.add({ ...request, effect: { kind: 'cut' }, when, times: Infinity });
  const begun = sandbox.requests.begun(request);
  const asking = lastStep().catch(() => null);
  await begun;
  const isAcknowledged = request !== CALLBACK || when === 'after';
  if (isAcknowledged) await asking;
  if (when === 'after' && request !== CALLBACK)
    await eventually(() => cardsWith(room, prompt).length === 1);
  await world.bot.kill();
  sandbox.faults.clear();
  // Nobody waits for three seconds in a test.
  if (!isAcknowledged) sandbox.clock.advance(3_100);
  return { answer: await asking };
}

/** The bot is started, and has done all that it had left undone. */
export async function nextLife({ world }: Room): Promise<void> {
  await world.startBot();
  await world.bot.logged('Made up for what was missed');
}

/** Nothing waits any more, and no token was logged. */
export async function expectNothingWaits({ world, sandbox }: Room): Promise<void> {
  const database = await E2eDatabase.open(world);
  await eventually(async () => (await database.count('command_requests')) === 0);
  for (const { path } of sandbox.requests.all) {
    const [, token = ''] = /^\/(?:interactions|webhooks)\/\d+\/([\w-]{40,})/.exec(path) ?? [];
    if (token !== '') expect(world.bot.output).not.toContain(token);
  }
}

/** What came of a command after all: how many cards, and what became of the answer. */
export async function outcomeOf(room: Room, { answer }: Died, prompt: string) {
  await expectNothingWaits(room);
  const [card, ...others] = cardsWith(room, prompt);
  return {
    cards: card === undefined ? 0 : 1 + others.length,
    isAnswerGone: answer?.message?.isDeleted,
    isAnswer: card !== undefined && card.id === answer?.message?.id,
    isPrivate: card?.ephemeralFor !== undefined,
  };
}

/** What has to come of it: one card, which takes the place of the answer or is the answer. */
export const asAsked = ({ isPrivate = false }: WayIn) => ({
  cards: 1,
  isAnswerGone: !isPrivate,
  isAnswer: isPrivate,
  isPrivate,
});
