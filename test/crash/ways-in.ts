import { setTimeout } from 'node:timers/promises';

import type { Answer } from '../../src/sandbox/client/answer.js';
import type { CommandOptions } from '../../src/sandbox/client/command-data.js';
import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { isCard, messagesOfBot } from './bot-messages.js';

/**
 * Several restarts may lie between a request and its outcome, and each may leave a lease of a
 * minute to a process that is dead.
 */
export const PATIENCE_MS = 300_000;

/** How often somebody looks for the card of a command. */
const LOOK_EVERY_MS = 50;

/** A command for a card, and what its person was shown. */
export interface CommandAsked {
  /** The prompt; no two requests of a campaign have the same. */
  readonly text: string;
  /** Whether its person saw that the bot had received it. */
  readonly isAcknowledged: boolean;
  /** The card, or the words in place of one; null: nothing while its person waited. */
  shown: SeenMessage | null;
  /** The command's own answer, as it is now; undefined: there is none. */
  readonly answer: SeenMessage | undefined;
}

/** Where somebody asks. */
export interface Workplace {
  readonly sandbox: Sandbox;
  readonly person: Person;
  /** Null: in direct messages. */
  readonly channel: string | null;
}

/** Asks by `/imagine`. */
export async function imagine(
  here: Workplace,
  text: string,
  options: CommandOptions,
): Promise<CommandAsked> {
  return asked(here, text, () =>
    here.person.command('imagine', { prompt: text, ...options }, placeIn(here)),
  );
}

/**
 * Sends a picture that is not meant for the bot, and chooses **Edit this picture** from its menu.
 */
export async function editPicture(
  here: Workplace,
  text: string,
  flags: string,
  bytes: Uint8Array,
): Promise<CommandAsked> {
  const { person, channel } = here;
  const files = [{ name: 'holidays.png', bytes }];
  const message = await person.say('my holidays', { files, ...(channel !== null && { channel }) });
  return asked(here, text, async () => {
    const { modal } = await person.menu(message, 'Edit this picture');
    if (modal === undefined) throw new Error('No form opened.');
    return modal.submit({ prompt: `${text}${flags}` });
  });
}

/** Where a command is used. */
export function placeIn({
  channel,
}: Workplace): { readonly channel: string } | { readonly dm: true } {
  return channel === null ? { dm: true } : { channel };
}

async function asked(
  here: Workplace,
  text: string,
  ask: () => Promise<Answer>,
): Promise<CommandAsked> {
  let answer: Answer;
  try {
    answer = await ask();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // "The application did not respond": nobody waits for that.
    return { text, isAcknowledged: false, shown: null, answer: undefined };
  }
  const shown = await shownFor(here, text, answer);
  return { text, isAcknowledged: true, shown, answer: answer.message };
}

/** The card with this prompt, or what the command's answer says in place of it. */
async function shownFor(
  { sandbox, person }: Workplace,
  text: string,
  { message }: Answer,
): Promise<SeenMessage | null> {
  const untilMs = performance.now() + PATIENCE_MS;
  while (performance.now() < untilMs) {
    const card = messagesOfBot(sandbox).find(
      (each) => isCard(each) && each.embeds[0]?.title === text,
    );
    if (card !== undefined) return person.sees(card.id);
    if (message !== undefined && saysSomething(message)) return message;
    await setTimeout(LOOK_EVERY_MS);
  }
  return null;
}

/** Whether a command's answer says why there is no card. */
export function saysSomething({ isDeleted, content }: SeenMessage): boolean {
  return !isDeleted && content !== '';
}
