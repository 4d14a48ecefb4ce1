import {
  ApplicationCommandType,
  MessageFlags,
  PermissionFlagsBits,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import { ContextMenu, Discord } from 'discordx';
import { injectable } from 'tsyringe';

import { PersistenceService } from '../../persistence/persistence-service.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { menuTexts } from '../commands/command-texts.js';
import { IN_SERVERS } from '../commands/command-places.js';
import { deleteCardAsBot } from '../cards/answering/channel-cards.js';
import { CardDeletion, type CardRemover } from '../deletions/card-deletion.js';
import { ModerationLog } from './log/moderation-log.js';
import { NOT_MODERATOR, ONLY_MESSAGE_REMOVED, REMOVED } from './sentences.js';
import { targetCard, type TargetCard } from './target-card.js';

/** **Remove card**: a moderator takes a card away, with all that is stored of it. */
@Discord()
@injectable()
export class RemoveCardCommand {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly deletion: CardDeletion,
    private readonly log: ModerationLog,
    private readonly mutex: KeyedMutex,
  ) {}

  /**
   * Whatever happens on the way, the same again does what is left of it. Discord shows the command
   * to moderators alone, unless the server decides otherwise; the right is needed in any case.
   */
  @ContextMenu({
    ...menuTexts('removeCard'),
    type: ApplicationCommandType.Message,
    defaultMemberPermissions: PermissionFlagsBits.ManageMessages,
    ...IN_SERVERS,
  })
  async remove(command: MessageContextMenuCommandInteraction): Promise<void> {
    if (command.memberPermissions?.has(PermissionFlagsBits.ManageMessages) !== true) {
      await command.reply({ content: NOT_MODERATOR, flags: MessageFlags.Ephemeral });
      return;
    }
    await command.deferReply({ flags: MessageFlags.Ephemeral });
    const card = await targetCard(command, this.persistence);
    await this.mutex.run(card.state?.id ?? card.messageId, () => this.take(command, card));
    await this.note(command, card);
    await command.editReply({ content: card.state === null ? ONLY_MESSAGE_REMOVED : REMOVED });
  }

  private async take(
    { client }: MessageContextMenuCommandInteraction,
    { state, channelId, messageId }: TargetCard,
  ): Promise<void> {
    const chosen = { channelId, messageId };
    if (state === null) return deleteCardAsBot(client, chosen);
    const remover: CardRemover = {
      remove: () => deleteCardAsBot(client, chosen),
      removeFormer: (former) => deleteCardAsBot(client, former),
    };
    await this.deletion.delete(state, remover);
  }

  private async note(
    { user, guildId, id }: MessageContextMenuCommandInteraction,
    { channelId, messageId, state }: TargetCard,
  ): Promise<void> {
    await this.log.noteIfPossible({
      key: `removed ${id}`,
      action: 'removed',
      personId: user.id,
      guildId,
      channelId,
      messageId,
      interactionId: state?.id ?? null,
      askedBy: state?.userId ?? null,
      verdict: null,
      prompt: state?.currentPrompt ?? null,
    });
  }
}
