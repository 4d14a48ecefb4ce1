import { describe, expect, it } from '@jest/globals';
import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';

import { acknowledge } from '../../../../src/bot/intake/command/acknowledge.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { rejectionOf } from '../../../support/rejection-of.js';

const ANSWERED = discordApiError(40_060);
const UNKNOWN = discordApiError(10_062);

function command(failure: Error | null = null) {
  const deferred: unknown[] = [];
  const deferReply = async (options: object) => {
    deferred.push(options);
    if (failure) throw failure;
  };
  return { asked: { deferReply } as unknown as ChatInputCommandInteraction, deferred };
}

describe('acknowledging a command', () => {
  it('a command is acknowledged for everybody, or for who asked alone', async () => {
    const { asked, deferred } = command();
    await acknowledge(asked, false);
    await acknowledge(asked, true);
    expect(deferred).toEqual([{}, { flags: MessageFlags.Ephemeral }]);
  });

  it('a command that a former process has acknowledged is as good, and one that came too late is not', async () => {
    await acknowledge(command(ANSWERED).asked, false);
    expect(await rejectionOf(acknowledge(command(UNKNOWN).asked, false))).toBe(UNKNOWN);
  });
});
