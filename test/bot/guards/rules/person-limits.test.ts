import { describe, expect, it } from '@jest/globals';

import { personStorage } from '../../../../src/bot/guards/rules/person-storage.js';
import { requestRate } from '../../../../src/bot/guards/rules/request-rate.js';
import type { Act, Rule } from '../../../../src/bot/guards/rules/rule.js';
import { waitingRequests } from '../../../../src/bot/guards/rules/waiting-requests.js';
import type { PersonRequests } from '../../../../src/persistence/person-requests.js';
import type { PersonStorage } from '../../../../src/persistence/person-storage.js';
import { NOTHING_DECIDED } from '../../../../src/persistence/server-rights.js';
import type { WaitingPlaces } from '../../../../src/persistence/waiting-places.js';
import { personLimits } from '../../../support/person-limits.js';
import { generation, interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const ANN = '200000000000000001';
const MIB = 1024 ** 2;
const AT_MS = Date.parse('2026-11-24T12:00:00.000Z');

function act(overrides: Partial<Act> = {}): Act {
  return {
    kind: 'pay',
    name: 'process_request_button',
    id: '500000000000000001',
    atMs: AT_MS,
    person: { id: ANN, roleIds: async () => [], mayManageMessages: false },
    place: {
      guildId: null,
      channelId: null,
      parentIds: [],
      isAgeRestricted: false,
      isOwnChat: true,
    },
    card: null,
    words: '',
    rights: { isDenied: false, server: NOTHING_DECIDED },
    ...overrides,
  };
}

const said = async (rule: Rule, overrides: Partial<Act> = {}): Promise<string | null> =>
  (await rule.refuses(act(overrides)))?.sentence ?? null;

const setUpRate = (limit = 10) => {
  const noted: number[] = [];
  const requests = strictDouble<PersonRequests>('PersonRequests', {
    note: async (_person, { atMs }) => {
      noted.push(atMs);
      return noted.length > 1 ? AT_MS + 60_000 : null;
    },
  });
  const limits = personLimits({ requestsPerMinute: limit });
  return { noted, rule: requestRate({ limits, requests }) };
};

const setUpWaiting = (areTaken: boolean) => {
  const places = strictDouble<WaitingPlaces>('WaitingPlaces', { areTaken: async () => areTaken });
  return waitingRequests({ limits: personLimits({ waiting: 5 }), places });
};

function setUpStorage(used: number, oldest: string | null, retentionDays = 30) {
  const asked: string[] = [];
  const storage = strictDouble<PersonStorage>('PersonStorage', {
    bytesOf: async (id) => {
      asked.push(id);
      return used;
    },
    oldestUse: async () => oldest,
  });
  const limits = personLimits({ storedBytes: 100 * MIB });
  return { asked, rule: personStorage({ limits, storage, retentionDays }) };
}

describe('the rule about how often somebody asks', () => {
  it('the rule names the limit and when it ends', async () => {
    const { rule } = setUpRate();
    expect(await said(rule)).toBeNull();
    expect(await said(rule, { kind: 'ask', name: 'mention', atMs: AT_MS + 1 })).toBe(
      'I take 10 requests a minute from one person. Ask again <t:1795521660:R>.',
    );
  });

  it('a flood that was refused once is not looked up again, until it ends', async () => {
    const { noted, rule } = setUpRate();
    await said(rule);
    for (let n = 1; n <= 100; n += 1) expect(await said(rule, { atMs: AT_MS + n })).not.toBeNull();
    expect(noted).toEqual([AT_MS, AT_MS + 1]);
    await said(rule, { atMs: AT_MS + 60_000 });
    // One that was made before the flood, and comes again, may have been taken.
    await said(rule, { atMs: AT_MS });
    expect(noted).toEqual([AT_MS, AT_MS + 1, AT_MS + 60_000, AT_MS]);
  });

  it.each<Partial<Act>>([
    { kind: 'look' },
    { kind: 'change' },
    { kind: 'end' },
    { kind: 'other' },
    { kind: 'ask', name: 'edit_picture' },
  ])('the rule counts no act that asks for nothing new (%j)', async (overrides) => {
    const { noted, rule } = setUpRate();
    expect(await said(rule, overrides)).toBeNull();
    expect(noted).toEqual([]);
  });

  it('reports count as well', async () => {
    const { rule } = setUpRate();
    const report = { kind: 'report', name: 'Report' } as const;
    expect(await said(rule, report)).toBeNull();
    expect(await said(rule, { ...report, atMs: AT_MS + 1 })).toContain('10 requests a minute');
  });

  it('without a limit, the rule counts nothing', async () => {
    const { noted, rule } = setUpRate(0);
    expect(await said(rule)).toBeNull();
    expect(noted).toEqual([]);
  });
});

describe('the rule about requests that wait', () => {
  it('whoever has as many as they may waits for one of them', async () => {
    expect(await said(setUpWaiting(true))).toBe(
      '5 pictures of yours are waiting or being made, and more cannot wait for one person. Press again when one of them is there, or cancel one.',
    );
    expect(await said(setUpWaiting(false))).toBeNull();
  });

  it('nothing else is refused, and a second press on a card that waits is not either', async () => {
    expect(await said(setUpWaiting(true), { kind: 'ask' })).toBeNull();
    const card = interactionState({ generation: generation() });
    expect(await said(setUpWaiting(true), { card })).toBeNull();
  });
});

describe('the rule about the storage of a person', () => {
  it('whoever has used it up is told how much, how to make room, and when there is some', async () => {
    const { rule } = setUpStorage(101.5 * MIB, '2026-11-01T12:00:00.000Z');
    expect(await said(rule)).toBe(
      'Your pictures take 101.5 MiB, and I keep 100.0 MiB for one person. Delete cards with 🗑️ to make room; `/history` shows them. The card that was used least recently goes by itself <t:1796126400:R>.',
    );
    expect(await said(rule, { kind: 'ask' })).not.toBeNull();
    expect(await said(rule, { kind: 'look' })).toBeNull();
  });

  it('where nothing goes by itself, it names no time', async () => {
    const { rule } = setUpStorage(100 * MIB, null, 0);
    expect(await said(rule)).toMatch(/shows them\.$/);
  });

  it('on the card of somebody else, whose storage it is, is named', async () => {
    const { rule } = setUpStorage(100 * MIB, null);
    expect(await said(rule, { card: interactionState({ userId: '77' }) })).toContain(
      'The pictures of <@77>, whose card it is, take 100.0 MiB',
    );
  });

  it('less is fine, and a picture counts for whose card it is on', async () => {
    const { asked, rule } = setUpStorage(100 * MIB - 1, null);
    expect(await said(rule, { card: interactionState({ userId: '77' }) })).toBeNull();
    expect(asked).toEqual(['77']);
  });
});
