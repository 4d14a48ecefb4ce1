import type { Client } from 'discord.js';

import type { CommandAnswer } from '../../src/bot/intake/command/command-answer.js';
import { CommandAnswering } from '../../src/bot/intake/command/command-answering.js';
import type { CommandCards } from '../../src/bot/intake/command/command-cards.js';
import type { GivenPictures } from '../../src/bot/intake/command/given-pictures.js';
import type { Intake, Taken } from '../../src/bot/intake/intake.js';
import type { PictureRequest } from '../../src/bot/intake/picture-request.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import type { CommandRequests } from '../../src/persistence/command-requests.js';
import { COMMAND_ID } from './command-requests.js';
import { MemoryPersistence } from './memory-persistence.js';
import { interactionState } from './states.js';
import { strictDouble } from './strict-double.js';

/** An interaction that is stored and has no card. */
export const STORED = interactionState({
  requestMessageId: COMMAND_ID,
  messageId: null,
  originalPrompt: '',
  currentPrompt: '',
  notes: ['**a.txt** was left out.'],
});

/** How the world differs from the usual one. */
export interface AnsweringTold {
  /** What is stored from the beginning. */
  readonly known?: InteractionState | null;
  /** What the intake makes of the request. */
  readonly taken?: Taken | null;
  /** Whether the card can be posted into its channel. */
  readonly mayPost?: boolean;
  /** Whether a former process has shown the card, without knowing. */
  readonly isThere?: boolean;
}

/** What answers commands, among doubles that write down what is done. */
export function answeringUnderTest({
  known = null,
  taken = { state: STORED },
  mayPost = true,
  isThere = false,
}: AnsweringTold = {}) {
  const stored = new MemoryPersistence(known ?? STORED);
  const done: string[] = [];
  const asked: { request: PictureRequest; howToAsk: string }[] = [];
  const shown: InteractionState[] = [];
  const persistence = Object.create(stored.service, {
    findByRequest: {
      value: async (id: string) => {
        done.push(`find ${id}`);
        return known === null ? null : stored.state;
      },
    },
  });
  const requests = strictDouble<CommandRequests>('CommandRequests', {
    remove: async (id) => void done.push(`forget ${id}`),
  });
  const intake = strictDouble<Intake>('Intake', {
    take: async (request, howToAsk) => {
      asked.push({ request, howToAsk });
      return taken;
    },
  });
  const given = strictDouble<GivenPictures>('GivenPictures', {
    of: async ({ pictures }) => ({
      pictures: pictures.map(({ name, isSpoiler }) => ({
        name,
        isSpoiler,
        read: async () => null,
      })),
      notes: [],
    }),
  });
  const cards = strictDouble<CommandCards>('CommandCards', {
    show: async (state) => void shown.push(state),
    isThere: async () => isThere,
    posted: async (state) => {
      shown.push(state);
      return mayPost;
    },
  });
  const answer = strictDouble<CommandAnswer>('CommandAnswer', {
    remove: async () => void done.push('answer removed'),
    show: async ({ content }) => {
      done.push(`answered ${content}`);
      return undefined as never;
    },
  });
  const send = async ({ content }: { content: string }) => void done.push(`told ${content}`);
  const client = { users: { fetch: async () => ({ send }) } } as unknown as Client<true>;
  const answering = new CommandAnswering(persistence, requests, intake, given, cards);
  return { answering, answer, client, done, asked, shown, stored };
}
