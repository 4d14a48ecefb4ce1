import { describe, expect, it } from '@jest/globals';
import { Collection, Message, type AutocompleteInteraction } from 'discord.js';
import type { Client } from 'discordx';

import type { CardAnswer } from '../../../../src/bot/cards/answering/card-answer.js';
import type { Subject } from '../../../../src/bot/guards/error-guard.js';
import type { Rule } from '../../../../src/bot/guards/rules/rule.js';
import { RefusalRecord } from '../../../../src/bot/guards/rules/refusal-record.js';
import { RulesGuard } from '../../../../src/bot/guards/rules/rules-guard.js';
import type { ModerationLog } from '../../../../src/bot/moderation/log/moderation-log.js';
import type { PersistenceService } from '../../../../src/persistence/persistence-service.js';
import { NOTHING_DECIDED } from '../../../../src/persistence/server-rights.js';
import type { StoredRights } from '../../../../src/persistence/stored-rights.js';
import { noMetrics } from '../../../../src/platform/no-metrics.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { buttonClick, SEEN } from '../../../support/discord-doubles.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { INTERACTION_ID, resultState } from '../../../support/states.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const ALLOWS: Rule = { name: 'allows', refuses: () => null };
const REFUSES: Rule = { name: 'refuses', refuses: async () => ({ sentence: 'No.' }) };
const OFFERS: Rule = { name: 'offers', refuses: () => ({ sentence: 'No.', offersOwn: true }) };

/** A guard with these rules, and what it does. */
function guardWith(rules: readonly Rule[], takenIds: readonly string[] = [], isDenied = false) {
  const done: unknown[] = [];
  const stored = strictDouble<StoredRights>('StoredRights', {
    of: async () => ({ isDenied, server: NOTHING_DECIDED }),
  });
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    findByRequest: async (id) => (takenIds.includes(id) ? resultState(1) : null),
  });
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    tell: async (content, rows) => void done.push(['told', content, rows?.length ?? 0]),
  });
  const logger = new RecordingLogger();
  const moderation = strictDouble<ModerationLog>('ModerationLog', {});
  const record = new RefusalRecord(moderation, noMetrics, logger, new FakeClock());
  const { guard } = new RulesGuard(rules, stored, persistence, record, logger);
  const card = { view: restoreView(resultState(1)), seen: SEEN, answer };
  const pass = async (subject: Subject) => {
    const client = strictDouble<Client>('Client', {});
    const data = Array.isArray(subject) ? {} : card;
    await guard(subject, client, async () => void done.push('passed'), data);
    return done;
  };
  return { pass, done, logger };
}

const click = () =>
  buttonClick(`style_vary:${INTERACTION_ID}`, {
    guildId: '300000000000000003',
    channelId: '4',
    channel: null,
    context: 0,
    member: null,
    memberPermissions: null,
    createdTimestamp: 1,
    isAutocomplete: () => false,
    isChatInputCommand: () => false,
  });

function message(id: string, replies: unknown[]): Message {
  return strictInstance(Message, {
    id,
    author: { id: '20', bot: false },
    client: { user: { id: '1' } },
    system: false,
    webhookId: null,
    guild: null,
    guildId: null,
    channelId: '7',
    channel: { isDMBased: () => true, isSendable: () => true },
    content: 'a cat',
    createdTimestamp: 1,
    mentions: { users: new Collection(), roles: new Collection() },
    reply: async (told: { content: string }) => void replies.push(told.content),
  });
}

describe('the guard of the rules', () => {
  it('the guard lets through what no rule is against', async () => {
    expect(await guardWith([ALLOWS, ALLOWS]).pass(click())).toEqual(['passed']);
    expect(await guardWith([REFUSES]).pass(['an event'])).toEqual(['passed']);
  });

  it('the guard tells who clicked what the first rule has against it, and carries nothing out', async () => {
    const { pass, logger } = guardWith([ALLOWS, REFUSES, OFFERS]);
    expect(await pass(click())).toEqual([['told', 'No.', 0]]);
    expect(logger.lines.at(-1)?.message).toBe('Refused');
  });

  it('the guard offers a card of their own where the rule does', async () => {
    expect(await guardWith([OFFERS]).pass(click())).toEqual([['told', 'No.', 1]]);
  });

  it('the guard suggests nothing to who is shut out, and asks no other rule about suggestions', async () => {
    const suggested: unknown[] = [];
    const typing = { user: { id: '2' }, isAutocomplete: () => true };
    const asked = { ...typing, respond: async (choices: unknown) => void suggested.push(choices) };
    const subject = asked as unknown as AutocompleteInteraction;
    expect(await guardWith([REFUSES]).pass(subject)).toEqual(['passed']);
    expect(await guardWith([ALLOWS], [], true).pass(subject)).toEqual([]);
    expect(suggested).toEqual([[]]);
  });

  it('the guard answers messages once in a while, and lets one through that was taken in before', async () => {
    const replies: unknown[] = [];
    const { pass, done } = guardWith([REFUSES], ['3']);
    await pass([message('1', replies)]);
    await pass([message('2', replies)]);
    expect(replies).toEqual(['No.']);
    expect(done).toEqual([]);
    await pass([message('3', replies)]);
    expect(done).toEqual(['passed']);
  });
});
