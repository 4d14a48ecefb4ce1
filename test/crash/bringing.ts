import { setTimeout } from 'node:timers/promises';

import type { Answer } from '../../src/sandbox/client/answer.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf } from '../support/e2e-card-look.js';
import { placeIn, type Workplace } from './ways-in.js';

/** A process that was killed meanwhile is back by then. */
const CERTAIN_WITHIN_MS = 30_000;

/**
 * What came of bringing a card to a place; `unsure`: it may come there yet; `not asked`: a click
 * failed; `not found`: it is not on the first page of the history.
 */
export type Brought = SeenMessage | 'unsure' | 'not asked' | 'not found';

/** Brings a card to where its person works, by `/show`. */
export async function show(here: Workplace, card: SeenMessage): Promise<Brought> {
  const id = interactionIdOf(card);
  return brought(here, () => here.person.command('show', { id }, placeIn(here)));
}

/**
 * The same by **Post here** in the history, where the card is found by the words of its request.
 */
export async function postHere(
  here: Workplace,
  card: SeenMessage,
  search: string,
): Promise<Brought> {
  const { person } = here;
  const id = interactionIdOf(card);
  const page = await told(() => person.command('history', { search }, placeIn(here)));
  const isThere = page?.selectOptions.some(({ value }) => value === id) === true;
  if (page === null) return 'not asked';
  if (!isThere) return 'not found';
  const chosen = await answerTo(() => person.select(page, id));
  if (chosen === null) return 'not asked';
  const hasButton = () => page.buttons.some(({ label }) => label === 'Post here');
  if (!(await within(hasButton))) return 'not asked';
  return brought(here, () => person.click(page, 'Post here'));
}

async function brought({ person }: Workplace, ask: () => Promise<Answer>): Promise<Brought> {
  const answer = await answerTo(ask);
  if (answer === null) return 'not asked';
  const words = await told(async () => answer);
  const [, messageId] = /\/(\d+)$/.exec(words?.content ?? '') ?? [];
  return messageId === undefined ? 'unsure' : person.sees(messageId);
}

/** The private answer when the bot no longer thinks about it; null where it does not come. */
async function told(ask: () => Promise<Answer>): Promise<SeenMessage | null> {
  const { ephemeral } = (await answerTo(ask)) ?? {};
  if (ephemeral === undefined) return null;
  return (await within(() => !ephemeral.isLoading)) ? ephemeral : null;
}

/** Null: "the application did not respond". */
async function answerTo(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  }
}

async function within(isSo: () => boolean): Promise<boolean> {
  const untilMs = performance.now() + CERTAIN_WITHIN_MS;
  while (!isSo() && performance.now() < untilMs) await setTimeout(20);
  return isSo();
}
