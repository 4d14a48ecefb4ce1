import {
  ApplicationCommandOptionType,
  ChannelType,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { Discord, Slash, SlashGroup, SlashOption } from 'discordx';
import { injectable } from 'tsyringe';

import { ModerationChannels } from '../../persistence/moderation-channels.js';
import { commandTexts, optionTexts } from '../commands/command-texts.js';
import { toDiscordError } from '../discord-errors.js';
import { isBotHere } from '../guards/is-bot-here.js';
import { answerPrivately, answerPrivatelyLater } from '../intake/command/answer-privately.js';
import {
  CANNOT_LOG_THERE,
  LOG_BEGINS,
  LOG_IS_OFF,
  LOG_SWITCHED_OFF,
  logIsIn,
  NOT_MANAGER,
} from './sentences.js';

/** `/admin log`: where a server has its moderation log. The group is that of `AdminCommand`. */
@Discord()
@SlashGroup('admin')
@injectable()
export class AdminLogCommand {
  constructor(private readonly channels: ModerationChannels) {}

  @Slash(commandTexts('adminLog'))
  async choose(
    @SlashOption({
      ...optionTexts('adminLog', 'channel'),
      type: ApplicationCommandOptionType.Channel,
      channelTypes: [ChannelType.GuildText],
      required: false,
    })
    chosen: { readonly id: string } | undefined,
    @SlashOption({
      ...optionTexts('adminLog', 'off'),
      type: ApplicationCommandOptionType.Boolean,
      required: false,
    })
    isOff: boolean | undefined,
    command: ChatInputCommandInteraction,
  ): Promise<void> {
    const { guildId, memberPermissions } = command;
    const mayManage = memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
    if (guildId === null || !mayManage || !isBotHere(command))
      return answerPrivately(command, NOT_MANAGER);
    await answerPrivatelyLater(command, async () => {
      if (isOff === true) return this.switchOff(guildId);
      return chosen === undefined ? this.where(guildId) : this.begin(command, guildId, chosen.id);
    });
  }

  private async switchOff(guildId: string): Promise<string> {
    await this.channels.remove(guildId);
    return LOG_SWITCHED_OFF;
  }

  private async where(guildId: string): Promise<string> {
    const channelId = await this.channels.of(guildId);
    return channelId === null ? LOG_IS_OFF : logIsIn(channelId);
  }

  private async begin(
    command: ChatInputCommandInteraction,
    guildId: string,
    channelId: string,
  ): Promise<string> {
    if (!(await beginsIn(command, channelId))) return CANNOT_LOG_THERE;
    await this.channels.choose(guildId, channelId);
    return logIsIn(channelId);
  }
}

/** Whether the bot may write in a channel of the same server; the first message shows it. */
async function beginsIn(
  { client, guildId }: ChatInputCommandInteraction,
  channelId: string,
): Promise<boolean> {
  try {
    const channel = await client.channels.fetch(channelId);
    if (!channel?.isSendable() || channel.isDMBased() || channel.guildId !== guildId) return false;
    await channel.send({ content: LOG_BEGINS, allowedMentions: { parse: [] } });
    return true;
  } catch (cause) {
    const error = toDiscordError(cause);
    if (error.retryable) throw error;
    return false;
  }
}
