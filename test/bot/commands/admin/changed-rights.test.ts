import { describe, expect, it } from '@jest/globals';

import {
  isQuota,
  withCardUse,
  withNamed,
  withRetention,
  withTier,
} from '../../../../src/bot/commands/admin/changed-rights.js';
import { MAX_NAMED, NOTHING_DECIDED } from '../../../../src/persistence/server-rights.js';

const FULL = Array.from({ length: MAX_NAMED }, (_, n) => String(400000000000000000n + BigInt(n)));

describe('changes of what a server allows', () => {
  it('a channel is named once, and no longer when it is not allowed any more', () => {
    const named = withNamed('channels', '7', true)({ ...NOTHING_DECIDED, channels: ['7', '8'] });
    expect(named?.channels).toEqual(['8', '7']);
    expect(withNamed('channels', '8', false)(named!)?.channels).toEqual(['7']);
  });

  it('a full list takes no more, and still gives one back', () => {
    const full = { ...NOTHING_DECIDED, roles: FULL };
    expect(withNamed('roles', '7', true)(full)).toBeNull();
    expect(withNamed('roles', FULL[0]!, true)(full)?.roles).toHaveLength(MAX_NAMED);
    expect(withNamed('roles', FULL[0]!, false)(full)?.roles).toHaveLength(MAX_NAMED - 1);
  });

  it('a quota replaces the one before, and the usual one removes it', () => {
    const role = { kind: 'role', id: '7' } as const;
    const one = withTier(role, '5/1h')({ ...NOTHING_DECIDED, tiers: [{ ...role, quota: '1/1h' }] });
    expect(one?.tiers).toEqual([{ ...role, quota: '5/1h' }]);
    expect(withTier({ kind: 'person', id: '7' }, 'exempt')(one!)?.tiers).toHaveLength(2);
    expect(withTier(role, 'default')(one!)?.tiers).toEqual([]);
  });

  it('a server keeps cards for its own number of days, or as long as all others', () => {
    const seven = withRetention(7)(NOTHING_DECIDED);
    expect(seven?.retentionDays).toBe(7);
    expect(withRetention(0)(seven!)).toEqual(NOTHING_DECIDED);
  });

  it('the use of cards is one of the known ones, or the usual one', () => {
    expect(withCardUse('everyone')(NOTHING_DECIDED)?.cardUse).toBe('everyone');
    expect(withCardUse('default')(NOTHING_DECIDED)?.cardUse).toBeNull();
  });

  it.each([
    ['50/24h', true],
    ['3/8h', true],
    ['exempt', true],
    ['default', true],
    ['many', false],
    ['5', false],
    ['5/8w', false],
    ['-5/8h', false],
    // What reservations could not read, and would take for the usual quota.
    ['5/0h', false],
    ['5/367d', false],
    ['1000001/24h', false],
    ['0/24h', true],
  ])('%s is a quota: %s', (text, is) => {
    expect(isQuota(text)).toBe(is);
  });
});
