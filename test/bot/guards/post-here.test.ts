import { describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits, PermissionsBitField, type BaseInteraction } from 'discord.js';

import { channelToPostIn } from '../../../src/bot/guards/post-here.js';
import { AppError } from '../../../src/platform/app-error.js';

const ALL = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);
const without = (...bits: bigint[]) =>
  new PermissionsBitField(
    bits.reduce((rest, bit) => rest & ~bit, ALL & ~PermissionFlagsBits.Administrator),
  );

const HERE = { context: 0, authorizingIntegrationOwners: { guildId: '3' } };
const CHANNEL = { isSendable: () => true, isThread: () => false };

function refusal(told: object): string | null {
  const interaction = {
    ...HERE,
    channel: CHANNEL,
    appPermissions: without(),
    memberPermissions: without(),
    ...told,
  };
  try {
    expect(channelToPostIn(interaction as unknown as BaseInteraction)).toBe(interaction.channel);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.userMessage;
    throw error;
  }
}

const { AttachFiles, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;

describe('the place where a card is to be posted', () => {
  it.each([
    ['a channel where both may write', {}],
    ['a direct message', { memberPermissions: null }],
    [
      'a thread of a channel where they may not',
      {
        channel: { ...CHANNEL, isThread: () => true },
        appPermissions: without(SendMessages),
        memberPermissions: without(SendMessages),
      },
    ],
  ])('a card can be posted in %s', (_where, told) => {
    expect(refusal(told)).toBeNull();
  });

  it.each([
    ['nobody knows the channel', { channel: null }, 'I am not in this place'],
    [
      'only a person has installed the bot',
      { authorizingIntegrationOwners: { guildId: null } },
      'I am not in this place',
    ],
    ['the bot may not write', { appPermissions: without(SendMessages) }, 'Send Messages'],
    ['the bot may show no pictures', { appPermissions: without(AttachFiles) }, 'Attach Files'],
    ['the person may not write', { memberPermissions: without(SendMessages) }, 'You may not'],
    [
      'the person may not write in threads',
      {
        channel: { ...CHANNEL, isThread: () => true },
        memberPermissions: without(SendMessagesInThreads),
      },
      'You may not',
    ],
  ])('a card is not posted where %s', (_why, told, sentence) => {
    expect(refusal(told)).toContain(sentence);
  });
});
