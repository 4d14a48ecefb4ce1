import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../platform/logger.js';
import { EVERYWHERE } from '../commands/command-places.js';
import { commandTexts } from '../commands/command-texts.js';
import { isBotOwner } from '../guards/bot-owners.js';
import { personIn } from '../guards/rules/acts.js';
import { EverybodysUsage } from './everybodys-usage.js';
import { OwnUsage } from './own-usage.js';

/**
 * `/usage`: what one has left, and when more comes; for whoever runs the bot,
 * what everybody spends.
 */
@Discord()
@injectable()
export class UsageCommand {
  constructor(
    private readonly own: OwnUsage,
    private readonly everybodys: EverybodysUsage,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Slash({ ...commandTexts('usage'), ...EVERYWHERE })
  async usage(command: ChatInputCommandInteraction): Promise<void> {
    await command.deferReply({ flags: MessageFlags.Ephemeral });
    const { id: personId, roleIds } = personIn(command);
    const asker = { personId, guildId: command.guildId, roleIds: await roleIds() };
    const lines = [
      ...(await this.own.lines(asker)),
      ...((await this.isOwner(command)) ? ['', ...(await this.everybodys.lines())] : []),
    ];
    await command.editReply({ content: lines.join('\n'), allowedMentions: { parse: [] } });
  }

  /** Where Discord cannot say who runs the bot, all people still see what is theirs. */
  private async isOwner(command: ChatInputCommandInteraction): Promise<boolean> {
    try {
      return await isBotOwner(command);
    } catch (err) {
      this.logger.warn(
        { err },
        'Discord does not say who runs the bot, so /usage leaves a part out',
      );
      return false;
    }
  }
}
