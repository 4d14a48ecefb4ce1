import { describe, expect, it } from '@jest/globals';
import { InteractionContextType, PermissionFlagsBits, PermissionsBitField } from 'discord.js';

import type { CommandTurns } from '../../../../src/bot/intake/command/command-turns.js';
import { ImagineCommand } from '../../../../src/bot/intake/command/imagine-command.js';
import { IMAGINE_OPTIONS } from '../../../../src/bot/intake/command/imagine-options.js';
import type { CardGuardData } from '../../../../src/bot/guards/restored-card.js';
import type { CommandRequest } from '../../../../src/interactions/command-request.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import type { DefaultSettings } from '../../../../src/persistence/default-settings.js';
import { commandRequest } from '../../../support/command-requests.js';
import { OFFERED } from '../../../support/offered-models.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const STATE = interactionState();
const { id, token, userId, guildId, channelId } = commandRequest();
const WRITING = new PermissionsBitField(PermissionFlagsBits.SendMessages);

const filled: Readonly<Record<string, unknown>> = { prompt: 'a lighthouse' };
const get = (name: string) => filled[name] ?? null;

const COMMAND = {
  id,
  token,
  user: { id: userId },
  guildId,
  channelId,
  channel: { isThread: () => false },
  memberPermissions: WRITING,
  appPermissions: WRITING,
  context: InteractionContextType.Guild,
  authorizingIntegrationOwners: { guildId },
  isAutocomplete: () => false,
  options: {
    getString: get,
    getInteger: get,
    getBoolean: get,
    getAttachment: get,
    getUser: get,
    getMember: get,
  },
};

/** What a command becomes. */
async function run(told: object = {}) {
  const received: { request: CommandRequest; isPrivate: boolean }[] = [];
  const defaults = strictDouble<DefaultSettings>('DefaultSettings', {
    forRequest: async (asker) => {
      expect(asker).toMatchObject({ userId });
      return { ...AUTOMATIC_SETTINGS, count: 2 };
    },
  });
  const turns = strictDouble<CommandTurns>('CommandTurns', {
    receive: async (_asked, request, isPrivate) => {
      received.push({ request, isPrivate });
      return STATE;
    },
  });
  const card: CardGuardData = {};
  const command = new ImagineCommand(defaults, turns, OFFERED);
  // discordx gives the values of the options first.
  const values = IMAGINE_OPTIONS.map(() => undefined);
  const handler = command as unknown as { imagine: (...args: unknown[]) => Promise<void> };
  await handler.imagine(...values, { ...COMMAND, ...told }, null, card);
  return { received, card };
}

describe('/imagine', () => {
  it('/imagine becomes a request with the person’s defaults, and what it led to is known to the guards', async () => {
    const { received, card } = await run();
    const settings = { ...AUTOMATIC_SETTINGS, count: 2 };
    expect(received).toEqual([{ request: commandRequest({ settings }), isPrivate: false }]);
    expect(card.view?.state).toBe(STATE);
  });

  it.each<[string, object, boolean]>([
    [
      'a direct message with the bot',
      {
        guildId: null,
        memberPermissions: null,
        context: InteractionContextType.BotDM,
        authorizingIntegrationOwners: { guildId: null },
      },
      true,
    ],
    [
      'a direct message between others',
      {
        guildId: null,
        memberPermissions: null,
        context: InteractionContextType.PrivateChannel,
        authorizingIntegrationOwners: { guildId: null },
      },
      false,
    ],
    [
      'a server without the bot',
      { channel: null, authorizingIntegrationOwners: { guildId: null } },
      false,
    ],
    ['a channel where it may not', { appPermissions: new PermissionsBitField() }, false],
  ])(
    '/imagine knows whether the bot can write by itself in %s',
    async (_where, told, hasChannel) => {
      const { received } = await run(told);
      expect(received).toMatchObject([{ request: { hasChannel, isPrivate: false } }]);
    },
  );

  it('the card is for the person alone where they may not write', async () => {
    const { received } = await run({ memberPermissions: new PermissionsBitField() });
    expect(received).toMatchObject([{ request: { isPrivate: true }, isPrivate: true }]);
  });

  it('/imagine suggests while somebody types, and takes nothing in', async () => {
    const answers: unknown[] = [];
    const { received } = await run({
      isAutocomplete: () => true,
      options: { getFocused: () => ({ name: 'style', value: 'neo' }) },
      respond: async (choices: unknown) => void answers.push(choices),
    });
    expect(answers).toEqual([[{ name: 'Neon', value: 'neon' }]]);
    expect(received).toEqual([]);
  });
});
