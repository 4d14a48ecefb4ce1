import { describe, expect, it } from '@jest/globals';
import type { Channel, Client } from 'discord.js';

import { RefusalRecord } from '../../../../src/bot/guards/rules/refusal-record.js';
import type { Rule } from '../../../../src/bot/guards/rules/rule.js';
import { RulesAgain } from '../../../../src/bot/guards/rules/rules-again.js';
import { rulesInOrder } from '../../../../src/bot/guards/rules/rules.js';
import {
  askOfCommand,
  askOfMessage,
  askOfPrivate,
  type StoredAsk,
} from '../../../../src/bot/guards/rules/stored-asks.js';
import type { ModerationLog } from '../../../../src/bot/moderation/log/moderation-log.js';
import type { Rights } from '../../../../src/config/rights.js';
import type { PrivateAsk } from '../../../../src/interactions/private-request.js';
import { NOTHING_DECIDED, type ServerRights } from '../../../../src/persistence/server-rights.js';
import type { StoredRights } from '../../../../src/persistence/stored-rights.js';
import { noMetrics } from '../../../../src/platform/no-metrics.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { commandRequest } from '../../../support/command-requests.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { groundsWith } from '../../../support/rule-grounds.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const CHANNEL = '400000000000000004';
const PARENT = '400000000000000005';
const SERVER = '300000000000000003';

const ASK: StoredAsk = {
  id: '700000000000000007',
  name: 'imagine',
  kind: 'ask',
  words: 'a cat',
  userId: '200000000000000002',
  guildId: SERVER,
  channelId: CHANNEL,
};

interface Told {
  readonly isDenied?: boolean;
  readonly server?: Partial<ServerRights>;
  readonly rights?: Partial<Rights>;
  readonly rules?: readonly Rule[];
  readonly fetch?: () => Promise<Channel>;
}

/** What is told now to who asked before; no rule may look at roles, or at what requests use up. */
function setUp({ isDenied = false, server, rights, rules, fetch }: Told = {}) {
  const noted: unknown[] = [];
  const logger = new RecordingLogger();
  const stored = strictDouble<StoredRights>('StoredRights', {
    of: async () => ({ isDenied, server: { ...NOTHING_DECIDED, ...server } }),
  });
  const log = strictDouble<ModerationLog>('ModerationLog', {
    noteIfPossible: async ({ key, prompt }) => void noted.push([key, prompt]),
  });
  const client = strictDouble<{ channels: object }>('Client', {
    ...(fetch && { channels: { fetch } }),
  }) as unknown as Client;
  const again = new RulesAgain(
    rules ?? rulesInOrder(groundsWith(rights)),
    stored,
    new RefusalRecord(log, noMetrics, logger, new FakeClock()),
  );
  const refusal = async (ask: Partial<StoredAsk> = {}) => again.refusal(client, { ...ASK, ...ask });
  return { refusal, noted, logger };
}

const thread = { isDMBased: () => false, isThread: () => true, parentId: PARENT };
const inThread = { ...thread, parent: null } as unknown as Channel;

const gone = () => Promise.reject(discordApiError(10_003));
const away = () => Promise.reject(new Error('fetch failed'));

const idOf = (kind: PrivateAsk['kind']) => ({ kind, id: 'x', interactionId: 'x', maxBytes: 1 });
const privately = (ask: PrivateAsk) =>
  askOfPrivate({ id: '1', token: 'secret', userId: '2', guildId: null, channelId: '4', ask });

describe('the rules that are asked again', () => {
  it('the rules have nothing against what was asked for before where nothing has changed', async () => {
    const { refusal, logger } = setUp();
    expect(await refusal()).toBeNull();
    expect(await refusal({ guildId: null })).toBeNull();
    expect(logger.lines).toEqual([]);
  });

  it.each<[string, Told, Partial<StoredAsk>, string]>([
    ['who is shut out by now', { isDenied: true }, {}, 'shut you out'],
    [
      'what came from another server than those that are named',
      { rights: { allowedServers: new Set(['9']) } },
      {},
      'their own servers only',
    ],
    [
      'what came from a direct message where these are off',
      { rights: { directMessages: false } },
      { guildId: null },
      'not in direct messages',
    ],
  ])('the rules refuse %s, and that is logged as ever', async (_what, told, ask, says) => {
    const { refusal, logger } = setUp(told);
    expect(await refusal(ask)).toContain(says);
    expect(logger.lines).toMatchObject([{ message: 'Refused' }]);
  });

  it('the rules refuse words that are listed by now, and the moderation log says so', async () => {
    const { refusal, noted } = setUp();
    expect(await refusal({ words: 'a forbidden cat' })).not.toBeNull();
    expect(noted).toEqual([[`listed-word ${ASK.id}`, 'a forbidden cat']]);
  });

  it('the rules know the channel of a thread, and refuse what came from one that the bot cannot see', async () => {
    const server = { channels: [PARENT] };
    expect(await setUp({ server, fetch: async () => inThread }).refusal()).toBeNull();
    expect(await setUp({ server, fetch: gone }).refusal()).toContain(`<#${PARENT}>`);
    const error = await appErrorOf(setUp({ server, fetch: away }).refusal());
    expect(error.retryable).toBe(true);
  });

  it('the rules that need more than what is stored are not asked, and own data is refused to nobody', async () => {
    const fails: Rule = { name: 'fails', refuses: () => Promise.reject(new Error('Asked.')) };
    expect(await setUp({ rules: [fails] }).refusal()).toBeNull();
    const shutOut = setUp({ isDenied: true });
    expect(await shutOut.refusal({ name: 'export', kind: 'own_data' })).toBeNull();
  });
});

describe('what was asked for before', () => {
  it.each([
    [{}, 'imagine'],
    [{ form: 'open' as const }, 'edit_picture'],
    [{ fromCard: { id: 'x', currentIndex: 0, showsSheet: false } }, 'own_card'],
  ])('a stored command %j is known as %s', (told, name) => {
    const ask = askOfCommand(commandRequest({ prompt: 'a cat', ...told }));
    expect(ask).toMatchObject({ name, kind: 'ask', words: 'a cat' });
    expect(JSON.stringify(ask)).not.toContain(commandRequest().token);
  });

  it.each([
    ['show', 'ask'],
    ['post', 'ask'],
    ['download', 'look'],
    ['export', 'own_data'],
  ] as const)('a private answer to %s is of the kind %s', (kind, expected) => {
    expect(privately(idOf(kind) as PrivateAsk).kind).toBe(expected);
  });

  it('a stored message is known by its card, unless nobody knows who asked', () => {
    const state = interactionState({ requestMessageId: '5', originalPrompt: 'a cat' });
    const { userId, guildId, channelId } = state;
    const ask = { id: '5', name: 'mention', kind: 'ask', words: 'a cat' };
    expect(askOfMessage(state)).toEqual({ ...ask, userId, guildId, channelId });
    expect(askOfMessage({ ...state, userId: null })).toBeNull();
  });
});
