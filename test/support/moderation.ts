import type { ModerationEntry } from '../../src/interactions/moderation-entry.js';

/** A report about a card in a server. */
export function moderationEntry(overrides: Partial<ModerationEntry> = {}): ModerationEntry {
  return {
    key: 'reported 600000000000000006 210000000000000002',
    action: 'reported',
    at: '2026-11-30T12:00:00.000Z',
    personId: '210000000000000002',
    guildId: '300000000000000003',
    channelId: '400000000000000004',
    messageId: '600000000000000006',
    interactionId: null,
    askedBy: '200000000000000002',
    verdict: null,
    prompt: null,
    ...overrides,
  };
}

/** Where its server has the log. */
export const LOG_CHANNEL = '900000000000000009';
