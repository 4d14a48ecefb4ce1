import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  type Client,
} from 'discord.js';
import { Discord, Slash, SlashOption } from 'discordx';
import { injectable } from 'tsyringe';

import { SEARCH_MAX, searchText } from '../../views/history-ids.js';
import type { CardGuardData } from '../guards/restored-card.js';
import { PrivateAnswers } from '../private-answers/private-answers.js';
import { commandTexts, optionTexts } from './command-texts.js';
import { EVERYWHERE } from './command-places.js';

/** `/history`: what one has asked for, newest first, on pages that nobody else sees. */
@Discord()
@injectable()
export class HistoryCommand {
  constructor(private readonly answers: PrivateAnswers) {}

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
    _client: Client,
    card: CardGuardData,
  ): Promise<void> {
    const choice = { isKept: isKept === true, text: searchText(search ?? '') };
    await this.answers.answer(command, { kind: 'history', ...choice }, card);
  }
}
