import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { KEEPING, type Keeping } from '../../config/keeping.js';
import { commandTexts } from './command-texts.js';
import { EVERYWHERE } from './command-places.js';
import { help } from './sentences.js';

/** `/help` */
@Discord()
@injectable()
export class HelpCommand {
  constructor(@inject(KEEPING) private readonly keeping: Keeping) {}

  @Slash({ ...commandTexts('help'), ...EVERYWHERE })
  async help(command: ChatInputCommandInteraction): Promise<void> {
    await command.reply({ content: help(this.keeping), flags: MessageFlags.Ephemeral });
  }
}
