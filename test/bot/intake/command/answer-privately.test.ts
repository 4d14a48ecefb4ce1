import { describe, expect, it } from '@jest/globals';
import { ChatInputCommandInteraction, Client, MessageFlags } from 'discord.js';

import {
  answerPrivately,
  answerPrivatelyLater,
} from '../../../../src/bot/intake/command/answer-privately.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { rejectionOf } from '../../../support/rejection-of.js';
import { strictInstance } from '../../../support/strict-double.js';

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

/**
 * What is done to answer a command, in its order.
 *
 * @param isRepeated whether Discord says that a former process has acknowledged it.
 * @param flags of the answer as Discord shows it then.
 */
async function doneLater(isRepeated: boolean, flags = 0): Promise<string[]> {
  const done: string[] = [];
  const rest = {
    get: async () => ({ id: '88', flags }),
    patch: async (_route: string, { body }: { body: { content: string } }) => {
      done.push(`showed ${body.content}`);
      return { id: '88' };
    },
  };
  const asked = strictInstance(ChatInputCommandInteraction, {
    client: Object.assign(new Client({ intents: [] }), { application: { id: '1' }, rest }),
    token: 'a-token',
    deferred: !isRepeated,
    deferReply: async (options: object) => {
      expect(options).toEqual({ flags: MessageFlags.Ephemeral });
      if (isRepeated) throw ANSWERED;
      done.push('acknowledged');
    },
  });
  await answerPrivatelyLater(asked, async () => {
    done.push('found out');
    return 'It is so.';
  });
  return done;
}

describe('a private answer that may take long', () => {
  it('the answer is found out after Discord was told to wait', async () => {
    expect(await doneLater(false)).toEqual(['acknowledged', 'found out', 'showed It is so.']);
  });

  it('a command that comes again after a restart is answered, unless it was before', async () => {
    const { Ephemeral: answered, Loading: thinking } = MessageFlags;
    expect(await doneLater(true, answered | thinking)).toEqual(['found out', 'showed It is so.']);
    expect(await doneLater(true, answered)).toEqual([]);
  });
});
