import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { MessageFlags } from 'discord.js';

import { CardAnswer } from '../../../../src/bot/cards/answering/card-answer.js';
import type { CardInteraction } from '../../../../src/bot/cards/answering/card-interaction.js';
import type {
  CardPayload,
  CardPayloads,
} from '../../../../src/bot/cards/answering/card-payloads.js';
import { editPromptModal } from '../../../../src/views/edit-prompt-modal.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import {
  buttonClick,
  cardEmbed,
  cardMessage,
  discordApiError,
  modalSubmit,
} from '../../../support/discord-doubles.js';
import { busy } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { INTERACTION_ID, interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const VIEW = restoreView(interactionState());
const MODAL: APIModalInteractionResponseCallbackData = editPromptModal(VIEW);
const PAYLOAD: CardPayload = {
  embeds: [],
  components: [{ type: 1, components: [] }],
  allowedMentions: { parse: [] },
};
const DEAD = 10062;

type Call = readonly [string, ...unknown[]];
type Answers = Readonly<Record<string, () => unknown>>;

/**
 * A click whose answers are recorded. `answers` says what each method does; those that are not
 * named must not be used.
 */
function setUp(answers: Answers, make: (told: object) => CardInteraction = click) {
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
  });
  const logger = new RecordingLogger();
  const answer = new CardAnswer(interaction, payloads, logger);
  return { answer, calls, builds, payloads, interaction, logger };
}

const click = (told: object): CardInteraction =>
  buttonClick(`style_nav_left:${INTERACTION_ID}`, {
    message: cardMessage({ embeds: [cardEmbed('shown.png')] }),
    ...told,
  });

/** A click that can also be answered by editing its message as the bot. */
function clickWithChannel(edits: Call[]): (told: object) => CardInteraction {
  const channel = {
    isTextBased: () => true,
    messages: { edit: async (...args: unknown[]) => void edits.push(['edit', ...args]) },
  };
  const client = { channels: { fetch: async () => channel } };
  return (told) => click({ client, ...told });
}

const ok = () => undefined;
const refuse = (code: number) => () => Promise.reject(discordApiError(code));

/** What discord.js does once an interaction was deferred. */
function deferring(interaction: () => CardInteraction) {
  return () => {
    interaction().deferred = true;
  };
}

describe('the answer that shows a view', () => {
  it('the answer that shows a view updates the card at once, and lets it keep the picture it has', async () => {
    const { answer, calls, builds } = setUp({ update: ok });
    await answer.show(VIEW);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual([['update', PAYLOAD]]);
    expect(builds).toEqual([[VIEW.render(), 'shown.png']]);
  });

  it('the answer that shows a view leaves out the components that the card has already', async () => {
    const components = PAYLOAD.components.map((row) => ({ toJSON: () => row }));
    const message = cardMessage({ components });
    const { answer, calls } = setUp({ update: ok }, (told) => click({ message, ...told }));
    await answer.show(VIEW);
    const { components: _same, ...rest } = PAYLOAD;
    expect(calls).toEqual([['update', rest]]);
  });

  it('the answer that shows a view is deferred after 1.5 s, and is then edited', async () => {
    const made = setUp({ deferUpdate: deferring(() => made.interaction), editReply: ok });
    await jest.advanceTimersByTimeAsync(1_499);
    expect(made.calls).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(made.calls).toEqual([['deferUpdate']]);
    await made.answer.show(VIEW);
    expect(made.calls).toEqual([['deferUpdate'], ['editReply', PAYLOAD]]);
  });

  it.each([10062, 10015, 50027, 40060])(
    'the answer that shows a view edits the card as the bot when the token takes no answer (%i)',
    async (code) => {
      const edits: Call[] = [];
      const { answer, calls, interaction } = setUp(
        { update: refuse(code) },
        clickWithChannel(edits),
      );
      await answer.show(VIEW);
      expect(calls).toHaveLength(1);
      expect(edits).toEqual([['edit', interaction.message?.id, PAYLOAD]]);
    },
  );

  it('the answer that shows a view edits the card as the bot when deferring came too late already', async () => {
    const edits: Call[] = [];
    const { answer } = setUp(
      { deferUpdate: refuse(DEAD), update: refuse(DEAD) },
      clickWithChannel(edits),
    );
    await jest.advanceTimersByTimeAsync(5_000);
    await answer.show(VIEW);
    expect(edits).toHaveLength(1);
  });

  it('the answer that shows a view edits the card as the bot when Discord fails to take it', async () => {
    const edits: Call[] = [];
    const { answer } = setUp(
      { update: () => Promise.reject(new Error('ECONNRESET')) },
      clickWithChannel(edits),
    );
    await answer.show(VIEW);
    expect(edits).toHaveLength(1);
  });

  it('the answer that shows a view passes on that Discord refuses, in the product’s words', async () => {
    const refused = setUp({ update: refuse(50035) });
    expect((await appErrorOf(refused.answer.show(VIEW))).code).toBe('discord.rejected');
  });

  it('the answer that shows a view touches nothing when the picture cannot be read', async () => {
    const { answer, calls, payloads } = setUp({});
    const failure = busy();
    payloads.build = () => Promise.reject(failure);
    expect(await appErrorOf(answer.show(VIEW))).toBe(failure);
    await answer.settle();
    expect(calls).toEqual([]);
  });

  it('the answer that shows a view also answers a submitted modal', async () => {
    const { answer, calls } = setUp({ update: ok }, (told) => modalSubmit(told) as CardInteraction);
    await answer.show(VIEW);
    expect(calls).toEqual([['update', PAYLOAD]]);
  });
});

describe('the answer that opens a modal', () => {
  it('the answer opens a modal at once', async () => {
    const { answer, calls } = setUp({ showModal: ok });
    await answer.openModal(MODAL);
    expect(calls).toEqual([['showModal', MODAL]]);
  });

  it('the answer says that it is too late for a modal once the click was deferred', async () => {
    const made = setUp({ deferUpdate: deferring(() => made.interaction), followUp: ok });
    await jest.advanceTimersByTimeAsync(1_500);
    await made.answer.openModal(MODAL);
    expect(made.calls).toEqual([
      ['deferUpdate'],
      ['followUp', expect.objectContaining({ flags: MessageFlags.Ephemeral })],
    ]);
  });

  it('the opening of a modal fails for nobody when the person is gone', async () => {
    const { answer, logger } = setUp({ showModal: refuse(DEAD) });
    await answer.openModal(MODAL);
    expect(logger.messages('warn')).toEqual(['Answer came too late']);
  });
});

describe('the answer that tells something', () => {
  const said = {
    content: 'hello @everyone',
    flags: MessageFlags.Ephemeral,
    allowedMentions: { parse: [] },
  };

  it('the answer tells something as a reply, for the clicker alone, and mentions nobody', async () => {
    const { answer, calls } = setUp({ reply: ok });
    await answer.tell('hello @everyone');
    expect(calls).toEqual([['reply', said]]);
  });

  it.each([{ deferred: true }, { replied: true }])(
    'the answer tells something as a followup after an answer (%j)',
    async (state) => {
      const { answer, calls } = setUp({ followUp: ok }, (told) => click({ ...told, ...state }));
      await answer.tell('hello @everyone');
      expect(calls).toEqual([['followUp', said]]);
    },
  );

  it('the telling fails for nobody when the token is dead, and passes on other errors', async () => {
    const dead = setUp({ reply: refuse(DEAD) });
    await dead.answer.tell('hello');
    expect(dead.logger.messages('warn')).toEqual(['Answer came too late']);
    const refused = setUp({ reply: refuse(50035) });
    expect((await appErrorOf(refused.answer.tell('hello'))).code).toBe('discord.rejected');
  });
});

describe('an answer that is settled', () => {
  it('an answer that is settled is not deferred any more', async () => {
    const { answer, calls } = setUp({});
    await answer.settle();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
