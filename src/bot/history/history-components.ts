import type {
  ButtonInteraction,
  Client,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { ButtonComponent, Discord, ModalComponent, SelectMenuComponent } from 'discordx';
import { injectable } from 'tsyringe';

import { NEWEST } from '../../interactions/history.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { historyEntry, historySearchModal, SEARCH_INPUT } from '../../views/history-entry.js';
import {
  historyEntryPattern,
  historyPagePattern,
  parseHistoryEntryId,
  parseHistoryPageId,
  searchText,
} from '../../views/history-ids.js';
import { CardPayloads } from '../cards/answering/card-payloads.js';
import { channelToPostIn } from '../guards/post-here.js';
import type { CardGuardData } from '../guards/restored-card.js';
import { PrivateAnswers } from '../private-answers/private-answers.js';
import { HistoryPages } from './history-pages.js';
import { ownInteraction } from './own-interaction.js';
import { CHOSEN } from './sentences.js';

/**
 * The components of a history, which its person alone sees. What they need is in their
 * custom ids. A page whose change was acknowledged when the process died stays as it was,
 * and can be pressed again.
 */
@Discord()
@injectable()
export class HistoryComponents {
  constructor(
    private readonly pages: HistoryPages,
    private readonly persistence: PersistenceService,
    private readonly payloads: CardPayloads,
    private readonly answers: PrivateAnswers,
  ) {}

  @ButtonComponent({ id: historyPagePattern('history_page') })
  async show(click: ButtonInteraction): Promise<void> {
    await click.deferUpdate();
    await click.editReply(await this.pages.page(click.user.id, parseHistoryPageId(click.customId)));
  }

  @ButtonComponent({ id: historyPagePattern('history_search') })
  async openSearch(click: ButtonInteraction): Promise<void> {
    await click.showModal(historySearchModal(parseHistoryPageId(click.customId)));
  }

  @ModalComponent({ id: historyPagePattern('history_search') })
  async search(modal: ModalSubmitInteraction): Promise<void> {
    await modal.deferUpdate();
    const { isKept } = parseHistoryPageId(modal.customId);
    const text = searchText(modal.fields.getTextInputValue(SEARCH_INPUT));
    const request = { isKept, text, place: NEWEST };
    await modal.editReply(await this.pages.page(modal.user.id, request));
  }

  @SelectMenuComponent({ id: historyPagePattern('history_choose') })
  async choose(choice: StringSelectMenuInteraction): Promise<void> {
    await choice.deferUpdate();
    const state = await ownInteraction(this.persistence, choice.user.id, choice.values[0] ?? '');
    const entry = historyEntry(state, parseHistoryPageId(choice.customId));
    const payload = await this.payloads.build(entry);
    const files = payload.files ?? [];
    const kept = files.length === 0 ? { files, attachments: [] } : { files };
    await choice.editReply({ content: CHOSEN, ...payload, ...kept });
  }

  @ButtonComponent({ id: historyEntryPattern('history_post') })
  async postHere(click: ButtonInteraction, _client: Client, card: CardGuardData): Promise<void> {
    // What may be done here comes with the click alone.
    channelToPostIn(click);
    const interactionId = parseHistoryEntryId(click.customId);
    await this.answers.answer(click, { kind: 'post', interactionId }, card);
  }

  @ButtonComponent({ id: historyEntryPattern('history_download') })
  async download(click: ButtonInteraction, _client: Client, card: CardGuardData): Promise<void> {
    const interactionId = parseHistoryEntryId(click.customId);
    const maxBytes = click.attachmentSizeLimit;
    await this.answers.answer(click, { kind: 'download', interactionId, maxBytes }, card);
  }
}
