import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  type Client,
} from 'discord.js';
import { Discord, Slash, SlashOption } from 'discordx';
import { injectable } from 'tsyringe';

import { SHORT_ID_LENGTH } from '../../views/history-words.js';
import { channelToPostIn } from '../guards/post-here.js';
import type { CardGuardData } from '../guards/restored-card.js';
import { PrivateAnswers } from '../private-answers/private-answers.js';
import { commandTexts, optionTexts } from './command-texts.js';
import { WHERE_THE_BOT_POSTS } from './command-places.js';

const ID_LENGTH = 36;

/** `/show`: brings a card to where it is asked for. */
@Discord()
@injectable()
export class ShowCommand {
  constructor(private readonly answers: PrivateAnswers) {}

  @Slash({ ...commandTexts('show'), ...WHERE_THE_BOT_POSTS })
  async show(
    @SlashOption({
      ...optionTexts('show', 'id'),
      type: ApplicationCommandOptionType.String,
      minLength: SHORT_ID_LENGTH,
      maxLength: ID_LENGTH,
      required: true,
    })
    id: string,
    command: ChatInputCommandInteraction,
    _client: Client,
    card: CardGuardData,
  ): Promise<void> {
    // What may be done here comes with the command alone.
    channelToPostIn(command);
    await this.answers.answer(command, { kind: 'show', id }, card);
  }
}
