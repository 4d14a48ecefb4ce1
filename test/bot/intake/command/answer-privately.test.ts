import { describe, expect, it } from '@jest/globals';
import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';

import { answerPrivately } from '../../../../src/bot/intake/command/answer-privately.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { rejectionOf } from '../../../support/rejection-of.js';

const ANSWERED = discordApiError(40_060);
const UNKNOWN = discordApiError(10_062);

function command(failure: Error | null = null) {
  const replies: unknown[] = [];
  const reply = async (message: object) => {
    replies.push(message);
    if (failure) throw failure;
  };
  return { asked: { reply } as unknown as ChatInputCommandInteraction, replies };
}

describe('a private answer', () => {
  it('a private answer is for who asked alone, and pings nobody', async () => {
    const { asked, replies } = command();
    await answerPrivately(asked, 'No picture.');
    const { Ephemeral: flags } = MessageFlags;
    expect(replies).toEqual([{ content: 'No picture.', flags, allowedMentions: { parse: [] } }]);
  });

  it('a private answer that a former process has given is as good, and one that is too late is not', async () => {
    await answerPrivately(command(ANSWERED).asked, 'No picture.');
    expect(await rejectionOf(answerPrivately(command(UNKNOWN).asked, 'No picture.'))).toBe(UNKNOWN);
  });
});
