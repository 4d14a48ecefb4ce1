import type { CommandRequest } from '../../src/interactions/command-request.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';

/** The id of the command below. */
export const COMMAND_ID = '700000000000000007';

/** A command that asks for a card in a channel of a server. */
export function commandRequest(overrides: Partial<CommandRequest> = {}): CommandRequest {
  return {
    id: COMMAND_ID,
    token: 'a-token-that-nobody-may-read',
    userId: '200000000000000002',
    guildId: '300000000000000003',
    channelId: '400000000000000004',
    isAgeRestricted: false,
    isPrivate: false,
    hasChannel: true,
    prompt: 'a lighthouse',
    styleKey: null,
    settings: AUTOMATIC_SETTINGS,
    estimate: null,
    pictures: [],
    fromCard: null,
    form: null,
    notes: [],
    ...overrides,
  };
}
