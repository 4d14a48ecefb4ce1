import { describe, expect, it } from '@jest/globals';
import { PermissionsBitField, type ChatInputCommandInteraction, type Client } from 'discord.js';

import { HistoryCommand } from '../../../src/bot/commands/history-command.js';
import { ShowCommand } from '../../../src/bot/commands/show-command.js';
import type { PrivateAnswers } from '../../../src/bot/private-answers/private-answers.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { strictDouble } from '../../support/strict-double.js';

const CLIENT = {} as Client;

function setUp() {
  const asks: unknown[] = [];
  const answers = strictDouble<PrivateAnswers>('PrivateAnswers', {
    answer: async (_asked, ask) => void asks.push(ask),
  });
  return { asks, answers };
}

/** A command in a channel of a server with the bot. */
function command(memberPermissions: bigint): ChatInputCommandInteraction {
  return {
    channel: { id: '4', isSendable: () => true, isThread: () => false },
    context: 0,
    authorizingIntegrationOwners: { guildId: '3' },
    appPermissions: new PermissionsBitField(PermissionsBitField.All),
    memberPermissions: new PermissionsBitField(memberPermissions),
  } as unknown as ChatInputCommandInteraction;
}

describe('/history and /show', () => {
  it('/history asks for the newest page of all, or of what is searched for and kept', async () => {
    const { asks, answers } = setUp();
    const history = new HistoryCommand(answers);
    await history.history(undefined, undefined, command(0n), CLIENT, {});
    await history.history(' a  cat ', true, command(0n), CLIENT, {});
    expect(asks).toEqual([
      { kind: 'history', isKept: false, text: '' },
      { kind: 'history', isKept: true, text: 'a cat' },
    ]);
  });

  it('/show asks for a card where its person may write, and is refused before it is acknowledged elsewhere', async () => {
    const { asks, answers } = setUp();
    const show = new ShowCommand(answers);
    await show.show('3f2b8c1e', command(PermissionsBitField.All), CLIENT, {});
    expect(asks).toEqual([{ kind: 'show', id: '3f2b8c1e' }]);
    const refusal = await appErrorOf(show.show('3f2b8c1e', command(0n), CLIENT, {}));
    expect(refusal.code).toBe('discord.missing_permissions');
    expect(asks).toHaveLength(1);
  });
});
