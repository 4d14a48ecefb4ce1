import type { Client, MessageEditAttachmentData, MessageEditOptions } from 'discord.js';
import { injectable } from 'tsyringe';

import { NEWEST } from '../../interactions/history.js';
import type { PrivateAsk, PrivateRequest } from '../../interactions/private-request.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { cardLink } from '../../views/card-place.js';
import { CardMove } from '../cards/moving/card-move.js';
import { MovableCards } from '../cards/moving/movable-cards.js';
import { sendableChannel } from '../cards/moving/sendable-channel.js';
import { hereItIs } from '../cards/moving/sentences.js';
import { HistoryPages } from '../history/history-pages.js';
import { OriginalFiles } from '../history/original-files.js';
import { ownInteraction } from '../history/own-interaction.js';
import { NO_PICTURE } from '../history/sentences.js';
import type { CommandAnswer } from '../intake/command/command-answer.js';

/** What is asked for of a history and its cards. */
export type HistoryAsk = Extract<PrivateAsk, { kind: 'history' | 'show' | 'post' | 'download' }>;

/**
 * Does what is asked for of a history. Each may be repeated: a card that was brought
 * is brought once.
 */
@injectable()
export class HistoryWorks {
  constructor(
    private readonly pages: HistoryPages,
    private readonly persistence: PersistenceService,
    private readonly movable: MovableCards,
    private readonly move: CardMove,
    private readonly originals: OriginalFiles,
  ) {}

  /** @throws AppError `usage.*`, `state.*`, `discord.*`, `image.*` or `storage.*` */
  async carryOut(
    ask: HistoryAsk,
    request: PrivateRequest,
    client: Client<true>,
    answer: CommandAnswer,
  ): Promise<void> {
    const { userId } = request;
    if (ask.kind === 'history') {
      const { isKept, text } = ask;
      await answer.show(await this.pages.page(userId, { isKept, text, place: NEWEST }));
    } else if (ask.kind === 'show') {
      const asking = { client, user: { id: userId } };
      const { id } = await this.movable.find(asking, ask.id);
      await answer.show(await this.brought(id, request, client));
    } else if (ask.kind === 'post') {
      const { id } = await ownInteraction(this.persistence, userId, ask.interactionId);
      await answer.show(await this.brought(id, request, client));
    } else {
      await this.download(userId, ask.interactionId, ask.maxBytes, answer);
    }
  }

  private async brought(
    id: string,
    request: PrivateRequest,
    client: Client,
  ): Promise<MessageEditOptions> {
    await this.move.bring(id, request.id, await sendableChannel(client, request.channelId));
    const link = cardLink(await this.persistence.load(id));
    return { content: hereItIs(link), allowedMentions: { parse: [] } };
  }

  /** One file after the other joins the answer, so that one is in memory at a time. */
  private async download(
    userId: string,
    interactionId: string,
    maxBytes: number,
    answer: CommandAnswer,
  ): Promise<void> {
    const state = await ownInteraction(this.persistence, userId, interactionId);
    const words: string[] = [];
    let there: MessageEditAttachmentData[] = [];
    for await (const file of this.originals.shownBy(state, maxBytes)) {
      if ('tooLarge' in file) words.push(file.tooLarge);
      const files = 'tooLarge' in file ? [] : [file];
      const shown = await answer.show({ content: words.join('\n'), files, attachments: there });
      there = shown.attachments.map(({ id }) => ({ id }));
    }
    if (words.length === 0 && there.length === 0) await answer.show({ content: NO_PICTURE });
  }
}
