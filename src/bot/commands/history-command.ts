import {
  ApplicationCommandOptionType,
  MessageFlags,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { Discord, Slash, SlashOption } from 'discordx';
import { injectable } from 'tsyringe';

import { NEWEST } from '../../interactions/history.js';
import { SEARCH_MAX, searchText } from '../../views/history-ids.js';
import { HistoryPages } from '../history/history-pages.js';
import { commandTexts, optionTexts } from './command-texts.js';
import { EVERYWHERE } from './command-places.js';

/** `/history`: what one has asked for, newest first, on pages that nobody else sees. */
@Discord()
@injectable()
export class HistoryCommand {
  constructor(private readonly pages: HistoryPages) {}

  @Slash({ ...commandTexts('history'), ...EVERYWHERE })
  async history(
    @SlashOption({
      ...optionTexts('history', 'search'),
      type: ApplicationCommandOptionType.String,
      maxLength: SEARCH_MAX,
      required: false,
    })
    search: string | undefined,
    @SlashOption({
      ...optionTexts('history', 'kept'),
      type: ApplicationCommandOptionType.Boolean,
      required: false,
    })
    isKept: boolean | undefined,
    command: ChatInputCommandInteraction,
  ): Promise<void> {
    await command.deferReply({ flags: MessageFlags.Ephemeral });
    const request = { isKept: isKept === true, text: searchText(search ?? ''), place: NEWEST };
    await command.editReply(await this.pages.page(command.user.id, request));
  }
}
