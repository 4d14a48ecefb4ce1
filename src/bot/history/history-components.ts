import {
  MessageFlags,
  type ButtonInteraction,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { ButtonComponent, Discord, ModalComponent, SelectMenuComponent } from 'discordx';
import { injectable } from 'tsyringe';

import { NEWEST } from '../../interactions/history.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { cardLink } from '../../views/card-place.js';
import { historyEntry, historySearchModal, SEARCH_INPUT } from '../../views/history-entry.js';
import {
  historyEntryPattern,
  historyPagePattern,
  parseHistoryEntryId,
  parseHistoryPageId,
  searchText,
} from '../../views/history-ids.js';
import { CardPayloads } from '../cards/answering/card-payloads.js';
import { CardMove } from '../cards/moving/card-move.js';
import { channelToPostIn } from '../guards/post-here.js';
import { HistoryPages } from './history-pages.js';
import { OriginalFiles } from './original-files.js';
import { ownInteraction } from './own-interaction.js';

/** The components of a history, which its person alone sees. What they need is in their custom ids. */
@Discord()
@injectable()
export class HistoryComponents {
  constructor(
    private readonly pages: HistoryPages,
    private readonly persistence: PersistenceService,
    private readonly payloads: CardPayloads,
    private readonly move: CardMove,
    private readonly originals: OriginalFiles,
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
    const state = await ownInteraction(this.persistence, choice, choice.values[0] ?? '');
    const entry = historyEntry(state, parseHistoryPageId(choice.customId));
    const payload = await this.payloads.build(entry);
    const files = payload.files ?? [];
    const kept = files.length === 0 ? { files, attachments: [] } : { files };
    await choice.editReply({ content: '**From your history**', ...payload, ...kept });
  }

  @ButtonComponent({ id: historyEntryPattern('history_post') })
  async postHere(click: ButtonInteraction): Promise<void> {
    await click.deferReply({ flags: MessageFlags.Ephemeral });
    const channel = channelToPostIn(click);
    const { id } = await ownInteraction(
      this.persistence,
      click,
      parseHistoryEntryId(click.customId),
    );
    await this.move.bring(id, click.id, channel);
    const link = cardLink(await this.persistence.load(id));
    await click.editReply(`Here it is, and its buttons work here from now on: ${link}`);
  }

  @ButtonComponent({ id: historyEntryPattern('history_download') })
  async download(click: ButtonInteraction): Promise<void> {
    await click.deferReply({ flags: MessageFlags.Ephemeral });
    const state = await ownInteraction(
      this.persistence,
      click,
      parseHistoryEntryId(click.customId),
    );
    for await (const file of this.originals.shownBy(state, click.attachmentSizeLimit)) {
      const message = 'tooLarge' in file ? { content: file.tooLarge } : { files: [file] };
      // The first one replaces the answer that is waited for.
      await click.followUp({ ...message, flags: MessageFlags.Ephemeral });
    }
  }
}
