import { ApplicationCommandType, type MessageContextMenuCommandInteraction } from 'discord.js';
import { ContextMenu, Discord } from 'discordx';
import { injectable } from 'tsyringe';

import { PersistenceService } from '../../persistence/persistence-service.js';
import { menuTexts } from '../commands/command-texts.js';
import { IN_SERVERS } from '../commands/command-places.js';
import { answerPrivatelyLater } from '../intake/command/answer-privately.js';
import { ModerationLog, type NoteOutcome } from './log/moderation-log.js';
import { NOBODY_READS, REPORTED, REPORTED_BEFORE } from './sentences.js';
import { targetCard } from './target-card.js';

const SAID: Readonly<Record<NoteOutcome, string>> = {
  noted: REPORTED,
  known: REPORTED_BEFORE,
  unwanted: NOBODY_READS,
};

/** **Report**: tells the moderators of a server about a card, once for each person. */
@Discord()
@injectable()
export class ReportCommand {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly log: ModerationLog,
  ) {}

  @ContextMenu({ ...menuTexts('report'), type: ApplicationCommandType.Message, ...IN_SERVERS })
  async report(command: MessageContextMenuCommandInteraction): Promise<void> {
    await answerPrivatelyLater(command, () => this.noted(command));
  }

  private async noted(command: MessageContextMenuCommandInteraction): Promise<string> {
    const { channelId, messageId, state } = await targetCard(command, this.persistence);
    const outcome = await this.log.note({
      key: `reported ${messageId} ${command.user.id}`,
      action: 'reported',
      personId: command.user.id,
      guildId: command.guildId,
      channelId,
      messageId,
      interactionId: state?.id ?? null,
      askedBy: state?.userId ?? null,
      verdict: state?.generation?.failure?.userMessage ?? null,
      prompt: state?.currentPrompt ?? null,
    });
    return SAID[outcome];
  }
}
