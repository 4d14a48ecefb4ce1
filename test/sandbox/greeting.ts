import type { CommandInteraction } from 'discord.js';
import { Discord, Slash } from 'discordx';

/** A command that discordx registers and runs. */
@Discord()
export class Greeting {
  @Slash({ name: 'greet', description: 'Says hello' })
  async greet(interaction: CommandInteraction): Promise<void> {
    await interaction.reply(`${Greeting.name} says hello`);
  }
}
