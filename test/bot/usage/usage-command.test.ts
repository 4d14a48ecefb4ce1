import { expect, it } from '@jest/globals';
import {
  ChatInputCommandInteraction,
  type Client,
  type ClientApplication,
  type InteractionEditReplyOptions,
} from 'discord.js';

import type { EverybodysUsage } from '../../../src/bot/usage/everybodys-usage.js';
import type { OwnUsage } from '../../../src/bot/usage/own-usage.js';
import { UsageCommand } from '../../../src/bot/usage/usage-command.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

const OWN = strictDouble<OwnUsage>('OwnUsage', { lines: async () => ['what is theirs'] });
const EVERYBODYS = strictDouble<EverybodysUsage>('EverybodysUsage', {
  lines: async () => ['what everybody spends'],
});

/** What `/usage` answers Ann. @param owner what Discord says of the one who runs the bot. */
async function usage(owner: () => Promise<string>): Promise<unknown> {
  const answers: unknown[] = [];
  const application: ClientApplication = Object.create({
    fetch: async () => ({ owner: { id: await owner() } }),
  });
  const command = strictInstance(ChatInputCommandInteraction, {
    client: strictDouble<Client<true>>('Client', { application }),
    user: { id: 'ann' },
    guildId: null,
    member: null,
    memberPermissions: null,
    deferReply: async () => undefined,
    editReply: async ({ content }: InteractionEditReplyOptions) => answers.push(content),
  });
  await new UsageCommand(OWN, EVERYBODYS, new RecordingLogger()).usage(command);
  return answers;
}

it('/usage tells whoever runs the bot what everybody spends, and nobody else', async () => {
  expect(await usage(async () => 'ann')).toEqual(['what is theirs\n\nwhat everybody spends']);
  expect(await usage(async () => 'ben')).toEqual(['what is theirs']);
});

it('/usage tells people what is theirs where Discord cannot say who runs the bot', async () => {
  expect(await usage(() => Promise.reject(new Error('Discord is away')))).toEqual([
    'what is theirs',
  ]);
});
