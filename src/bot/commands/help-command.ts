import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { injectable } from 'tsyringe';

import { STYLES } from '../../interactions/styles.js';
import { commandTexts } from './command-texts.js';
import { EVERYWHERE } from './command-places.js';

const HELP = [
  '**How to make a picture**',
  '1. Mention me with a prompt, with up to ten pictures, or with both. You can also reply to a message with a picture and mention me there. A reply to me without a mention in its text is only a comment, until you press its ✏️.',
  '2. A card shows what I understood. **Process Prompt** makes the picture; **Edit Prompt** changes the words first.',
  '3. On the result, ⬅️ ➡️ and **Go to…** walk through all outputs. **Process Prompt** goes on from the one you see, 🔁 repeats what made it, 🎛️ varies it. The menu applies a style to the picture that it names; walk to another one to style that.',
  '',
  '`/imagine` asks with a form (`private:` shows the card to you alone); **Edit this picture**, in the menu of any message under Apps, starts from its pictures.',
  '⚙️ **Settings** chooses ratio, size, number and model for what follows on a card; `--ar 16:9`, `--size 2K`, `--n 4` and `--model NAME` in a mention or in **Edit Prompt** do the same. `/settings` sets what your new cards start with.',
  '⭐ keeps a result from cleanup, until it is pressed again. 🗑️ deletes a card with all that I have stored of it.',
  '`/history` shows what you have asked for, to you alone: search it, download a picture, or post a card where you are. `/show` brings a card by the id in its footer.',
  '',
  'Cards never expire: every button goes on working, whenever you come back.',
  '',
  `**Styles:** ${STYLES.map(({ emoji, name }) => `${emoji} ${name}`).join(' · ')}`,
].join('\n');

/** `/help` */
@Discord()
@injectable()
export class HelpCommand {
  @Slash({ ...commandTexts('help'), ...EVERYWHERE })
  async help(command: ChatInputCommandInteraction): Promise<void> {
    await command.reply({ content: HELP, flags: MessageFlags.Ephemeral });
  }
}
