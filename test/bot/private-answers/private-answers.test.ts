import { describe, expect, it } from '@jest/globals';
import { Client, type ChatInputCommandInteraction } from 'discord.js';

import type { CardGuardData } from '../../../src/bot/guards/restored-card.js';
import { PrivateAnswers } from '../../../src/bot/private-answers/private-answers.js';
import type { PrivateWorks } from '../../../src/bot/private-answers/private-works.js';
import type { PrivateAsk, PrivateRequest } from '../../../src/interactions/private-request.js';
import type { Beginnings } from '../../../src/persistence/beginnings.js';
import type { CommandRequests } from '../../../src/persistence/command-requests.js';
import { AppError } from '../../../src/platform/app-error.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { discordApiError } from '../../support/discord-doubles.js';
import { endAfterTest } from '../../support/endings.js';
import { busy } from '../../support/memory-persistence.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble } from '../../support/strict-double.js';

const KEEPING = { retentionDays: 30, previewHours: 0 };
const ASK: PrivateAsk = { kind: 'history', isKept: false, text: '' };
const REQUEST: PrivateRequest = {
  id: '700000000000000001',
  token: 'secret',
  userId: '200000000000000001',
  guildId: null,
  channelId: '400000000000000001',
  ask: ASK,
};
const ANSWERED = 40_060;
const UNKNOWN_WEBHOOK = 10_015;
const UNKNOWN_INTERACTION = 10_062;
const LOADING = 128;

interface Told {
  /** What is noted already. */
  readonly known?: readonly string[];
  /** With which code Discord refuses to be told that it was received. */
  readonly refuses?: number;
  /** What Discord shows as the answer; null: nothing. */
  readonly shown?: { readonly flags: number } | null;
  readonly works?: () => Promise<void>;
  readonly onRemove?: () => never;
  readonly deaths?: boolean;
}

/** A world that notes in `steps` what is done. */
function setUp(told: Told = {}) {
  const { known = [], refuses, shown = { flags: LOADING }, works, onRemove } = told;
  const noted = new Set(known);
  const steps: string[] = [];
  const logger = new RecordingLogger();
  const requests = strictDouble<CommandRequests>('CommandRequests', {
    has: async (id) => noted.has(id),
    add: async ({ id }) => {
      steps.push('noted');
      noted.add(id);
    },
    remove: async (id) => {
      onRemove?.();
      steps.push('forgotten');
      noted.delete(id);
    },
  });
  const work = strictDouble<PrivateWorks>('PrivateWorks', {
    carryOut: async () => {
      await works?.();
      steps.push('answered');
    },
  });
  const beginnings = strictDouble<Beginnings>('Beginnings', {
    run: async ({ work: begin, giveUp }) => (told.deaths ? giveUp() : begin()),
  });
  const rest = {
    get: async () => {
      if (shown === null) throw discordApiError(UNKNOWN_WEBHOOK);
      return { ...MESSAGE, flags: shown.flags };
    },
    patch: async (_route: string, { body }: { body: { content: string } }) => {
      steps.push(`told: ${body.content}`);
      return MESSAGE;
    },
  };
  const client = Object.assign(new Client({ intents: [] }), { application: { id: '1' } });
  Object.assign(client.rest, rest);
  endAfterTest(() => client.destroy());
  const asked = {
    ...REQUEST,
    user: { id: REQUEST.userId },
    client,
    deferred: false,
    deferReply: async () => {
      if (refuses !== undefined) throw discordApiError(refuses);
      steps.push('acknowledged');
      asked.deferred = true;
    },
  };
  const card: CardGuardData = {};
  const answers = new PrivateAnswers(requests, work, beginnings, KEEPING, logger);
  const answer = async () =>
    answers.answer(asked as unknown as ChatInputCommandInteraction, ASK, card);
  const resume = async (refusal: string | null = null) =>
    answers.resume(REQUEST, client as unknown as Client<true>, async () => refusal);
  return { steps, noted, logger, card, answer, resume };
}

const MESSAGE = {
  id: '900000000000000001',
  channel_id: REQUEST.channelId,
  author: { id: '1', username: 'bot' },
  content: '',
  attachments: [],
  embeds: [],
  type: 0,
  timestamp: '2026-11-24T12:00:00.000Z',
};

const refusal = new AppError({ code: 'usage.not_found', retryable: false, userMessage: 'No.' });

const refused = () => Promise.reject(refusal);

const failing = () => {
  throw busy();
};

describe('a private answer', () => {
  it('a request is noted before Discord is told of it, and forgotten when the answer is there', async () => {
    const { steps, noted, answer } = setUp();
    await answer();
    expect(steps).toEqual(['noted', 'acknowledged', 'answered', 'forgotten']);
    expect(noted.size).toBe(0);
  });

  it('a request that fails is told by its own answer, and forgotten then', async () => {
    const { steps, card, answer } = setUp({ works: () => Promise.reject(refusal) });
    expect((await appErrorOf(answer())).code).toBe('usage.not_found');
    await card.tell?.('No.');
    expect(steps).toEqual(['noted', 'acknowledged', 'told: No.', 'forgotten']);
  });

  it('a request that Discord repeats is answered by the process that gets it again', async () => {
    const { steps, answer } = setUp({ known: [REQUEST.id], refuses: ANSWERED });
    await answer();
    expect(steps).toEqual(['noted', 'answered', 'forgotten']);
  });

  it('a request that Discord repeats after it was answered is not answered again', async () => {
    const { steps, noted, answer } = setUp({ refuses: ANSWERED, shown: { flags: 0 } });
    await answer();
    expect(steps).toEqual(['noted', 'forgotten']);
    expect(noted.size).toBe(0);
  });

  it('a request whose acknowledgement was carried out and got lost is answered', async () => {
    const { steps, answer } = setUp({ refuses: ANSWERED });
    await answer();
    expect(steps).toEqual(['noted', 'answered', 'forgotten']);
  });

  it('a request that was acknowledged too late is forgotten: nobody waits for it', async () => {
    const { steps, noted, answer } = setUp({ refuses: UNKNOWN_INTERACTION });
    await expect(answer()).rejects.toThrow('told to fail');
    expect(steps).toEqual(['noted', 'forgotten']);
    expect(noted.size).toBe(0);
  });

  it('an answer that is there stays also where the storage cannot forget it', async () => {
    const { steps, logger, answer } = setUp({ onRemove: failing });
    await answer();
    expect(steps).toEqual(['noted', 'acknowledged', 'answered']);
    expect(logger.messages('warn')).toEqual(['Could not forget what was answered']);
  });
});

describe('a private answer that a former process left', () => {
  it('a left answer is given and forgotten', async () => {
    const { steps, resume } = setUp({ known: [REQUEST.id] });
    await resume();
    expect(steps).toEqual(['answered', 'forgotten']);
  });

  it('a left answer that a rule is against by now is the refusal, unless it was given before', async () => {
    const awaited = setUp({ known: [REQUEST.id] });
    await awaited.resume('No.');
    expect(awaited.steps).toEqual(['told: No.', 'forgotten']);
    const given = setUp({ known: [REQUEST.id], shown: { flags: 0 } });
    await given.resume('No.');
    expect(given.steps).toEqual(['forgotten']);
  });

  it('a left answer that Discord knows nothing of is forgotten', async () => {
    const { steps, resume } = setUp({ known: [REQUEST.id], shown: null });
    await resume();
    expect(steps).toEqual(['forgotten']);
  });

  it('a left answer that a repetition has given meanwhile is not given again', async () => {
    const { steps, resume } = setUp();
    await resume();
    expect(steps).toEqual([]);
  });

  it('a left answer that fails says so, without its token in the log', async () => {
    const { steps, logger, resume } = setUp({ known: [REQUEST.id], works: refused });
    await resume();
    expect(steps).toEqual(['told: No.', 'forgotten']);
    expect(logger.messages('error')).toEqual(['Answering failed']);
    expect(JSON.stringify(logger.lines)).not.toContain('secret');
  });

  it('a left answer over which too many processes died is given up with a sentence', async () => {
    const { steps, resume } = setUp({ known: [REQUEST.id], deaths: true });
    await resume();
    expect(steps).toEqual([expect.stringMatching(/^told: I could not do that/), 'forgotten']);
  });
});
