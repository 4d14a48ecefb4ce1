import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { injectable } from 'tsyringe';

import { commandTexts } from './command-texts.js';
import { EVERYWHERE } from './command-places.js';
import { HELP } from './sentences.js';

/** `/help` */
@Discord()
@injectable()
export class HelpCommand {
  @Slash({ ...commandTexts('help'), ...EVERYWHERE })
  async help(command: ChatInputCommandInteraction): Promise<void> {
    await command.reply({ content: HELP, flags: MessageFlags.Ephemeral });
  }
}
