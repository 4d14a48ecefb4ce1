import { ApplicationCommandOptionType, ChannelType } from 'discord.js';

import { MAX_RETENTION_DAYS } from '../../../config/retention-days.js';
import { CARD_USES } from '../../../config/rights.js';
import type { CommandOption } from '../command-options.js';
import { optionTexts } from '../command-texts.js';
import { USUAL } from './changed-rights.js';

const {
  Boolean: BOOLEAN,
  Channel: CHANNEL,
  Integer: INTEGER,
  Mentionable: MENTIONABLE,
} = ApplicationCommandOptionType;
const { Role: ROLE, String: STRING } = ApplicationCommandOptionType;

/** Where people can ask, and the categories of such channels; threads are as their channels. */
const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildCategory,
];

const MAX_QUOTA_LENGTH = 20;

export const CARD_USE_OPTIONS: readonly CommandOption[] = [
  {
    ...optionTexts('adminCardUse', 'who'),
    type: STRING,
    choices: [...CARD_USES, USUAL],
    required: true,
  },
];

export const CHANNEL_OPTIONS: readonly CommandOption[] = [
  {
    ...optionTexts('adminChannel', 'channel'),
    type: CHANNEL,
    channelTypes: CHANNEL_TYPES,
    required: true,
  },
  { ...optionTexts('adminChannel', 'allowed'), type: BOOLEAN, required: true },
];

export const ROLE_OPTIONS: readonly CommandOption[] = [
  { ...optionTexts('adminRole', 'role'), type: ROLE, required: true },
  { ...optionTexts('adminRole', 'allowed'), type: BOOLEAN, required: true },
];

export const RETENTION_OPTIONS: readonly CommandOption[] = [
  {
    ...optionTexts('adminRetention', 'days'),
    type: INTEGER,
    minValue: 0,
    maxValue: MAX_RETENTION_DAYS,
    required: true,
  },
];

export const QUOTA_OPTIONS: readonly CommandOption[] = [
  { ...optionTexts('adminQuota', 'for'), type: MENTIONABLE, required: true },
  {
    ...optionTexts('adminQuota', 'quota'),
    type: STRING,
    maxLength: MAX_QUOTA_LENGTH,
    required: true,
  },
];
