import type { APIModalInteractionResponseCallbackData } from 'discord.js';

import { CardAnswer } from '../../src/bot/cards/answering/card-answer.js';
import { seenCard } from '../../src/bot/cards/answering/seen-card.js';
import type { CardInteraction } from '../../src/bot/cards/answering/card-interaction.js';
import type { CardPayload, CardPayloads } from '../../src/bot/cards/answering/card-payloads.js';
import { editPromptModal } from '../../src/views/edit-prompt-modal.js';
import { restoreView } from '../../src/views/restore-view.js';
import { StyleOptionsView } from '../../src/views/style-options-view.js';
import { buttonClick, cardEmbed, cardMessage, discordApiError } from './discord-doubles.js';
import { RecordingLogger } from './recording-logger.js';
import { INTERACTION_ID, interactionState, resultState } from './states.js';
import { strictDouble } from './strict-double.js';

export const VIEW = restoreView(interactionState());
export const MODAL: APIModalInteractionResponseCallbackData = editPromptModal(VIEW);
export const PAYLOAD: CardPayload = {
  embeds: [],
  components: [{ type: 1, components: [] }],
  allowedMentions: { parse: [] },
};
export const DEAD = 10062;

export const CARD = VIEW.render();
export const RESULT = new StyleOptionsView(resultState(2));
export const PICTURE = RESULT.render().picture?.name ?? '';

/** A click on the card of that result. */
export const showing = (told: object): CardInteraction =>
  click({ message: cardMessage({ embeds: [cardEmbed(PICTURE)] }), ...told });

export type Call = readonly [string, ...unknown[]];
export type Answers = Readonly<Record<string, () => unknown>>;

/**
 * A click whose answers are recorded. `answers` says what each method does; those that are not
 * named must not be used.
 */
export function setUp(answers: Answers, make: (told: object) => CardInteraction = click) {
  const calls: Call[] = [];
  const methods = Object.entries(answers).map(([name, answer]) => [
    name,
    async (...args: unknown[]) => {
      calls.push([name, ...args]);
      return answer();
    },
  ]);
  const interaction = make(Object.fromEntries(methods));
  const builds: unknown[] = [];
  const payloads = strictDouble<CardPayloads>('CardPayloads', {
    build: async (...args) => {
      builds.push(args);
      return PAYLOAD;
    },
    inTurn: async (_personId, _payload, send) => send(),
  });
  const logger = new RecordingLogger();
  const answer = new CardAnswer(interaction, seenCard(interaction.message), payloads, logger);
  return { answer, calls, builds, payloads, interaction, logger };
}

export const click = (told: object): CardInteraction =>
  buttonClick(`style_nav_left:${INTERACTION_ID}`, {
    message: cardMessage({ embeds: [cardEmbed('shown.png')] }),
    ...told,
  });

/** A click that can also be answered by editing its message as the bot. */
export function clickWithChannel(edits: Call[]): (told: object) => CardInteraction {
  const channel = {
    isTextBased: () => true,
    messages: { edit: async (...args: unknown[]) => void edits.push(['edit', ...args]) },
  };
  const client = { channels: { fetch: async () => channel } };
  return (told) => click({ client, ...told });
}

export const ok = () => undefined;
export const refuse = (code: number) => () => Promise.reject(discordApiError(code));

/** What discord.js does once an interaction was deferred. */
export function deferring(interaction: () => CardInteraction) {
  return () => {
    interaction().deferred = true;
  };
}
