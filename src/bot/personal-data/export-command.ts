import type { ChatInputCommandInteraction, Client } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { injectable } from 'tsyringe';

import { commandTexts } from '../commands/command-texts.js';
import { EVERYWHERE } from '../commands/command-places.js';
import type { CardGuardData } from '../guards/restored-card.js';
import { PrivateAnswers } from '../private-answers/private-answers.js';

/** `/export`: what is stored of oneself, as archives that nobody else sees. */
@Discord()
@injectable()
export class ExportCommand {
  constructor(private readonly answers: PrivateAnswers) {}

  @Slash({ ...commandTexts('export'), ...EVERYWHERE })
  async export(
    command: ChatInputCommandInteraction,
    _client: Client,
    card: CardGuardData,
  ): Promise<void> {
    const maxBytes = command.attachmentSizeLimit;
    await this.answers.answer(command, { kind: 'export', maxBytes }, card);
  }
}
