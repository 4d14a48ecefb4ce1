import {
  ApplicationCommandOptionType,
  MessageFlags,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { Discord, Slash, SlashOption } from 'discordx';
import { injectable } from 'tsyringe';

import { INTERACTION_ID_PATTERN } from '../../interactions/interaction-id.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';
import { cardLink } from '../../views/card-place.js';
import { SHORT_ID_LENGTH } from '../../views/history-words.js';
import { CardMove } from '../cards/moving/card-move.js';
import { maySee } from '../guards/may-see.js';
import { channelToPostIn } from '../guards/post-here.js';
import { commandTexts, optionTexts } from './command-texts.js';
import { WHERE_THE_BOT_POSTS } from './command-places.js';

const ID_LENGTH = 36;
const SHORT_ID = new RegExp(`^[0-9a-f]{${SHORT_ID_LENGTH}}[0-9a-f-]{0,27}$`);
const WHOLE_ID = new RegExp(`^${INTERACTION_ID_PATTERN}$`);

/** `/show`: brings a card to where it is asked for. */
@Discord()
@injectable()
export class ShowCommand {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly inventory: InteractionInventory,
    private readonly move: CardMove,
  ) {}

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
  ): Promise<void> {
    await command.deferReply({ flags: MessageFlags.Ephemeral });
    const channel = channelToPostIn(command);
    const state = await this.find(id.trim().toLowerCase(), command);
    await this.move.bring(state.id, command.id, channel);
    const link = cardLink(await this.persistence.load(state.id));
    await command.editReply(`Here it is, and its buttons work here from now on: ${link}`);
  }

  /** Of what the person may not see, nobody is told that it exists. */
  private async find(
    text: string,
    command: ChatInputCommandInteraction,
  ): Promise<InteractionState> {
    const ids = await this.idsFor(text);
    const states = await Promise.all(ids.map((one) => this.persistence.find(one)));
    const seen: InteractionState[] = [];
    for (const state of states) {
      const isThere = state !== null && state.deletedAt === null;
      if (isThere && (await maySee(command, state))) seen.push(state);
    }
    const [state] = seen;
    if (state === undefined) throw refused('usage.not_found', NOT_FOUND);
    if (seen.length > 1) throw refused('usage.ambiguous_id', AMBIGUOUS);
    return state;
  }

  private async idsFor(text: string): Promise<string[]> {
    if (WHOLE_ID.test(text)) return [text];
    if (!SHORT_ID.test(text)) return [];
    return this.inventory.idsBeginningWith(text, MAX_ALIKE);
  }
}

/** With random ids, two that begin alike are rare among a million, and three hardly ever there. */
const MAX_ALIKE = 5;

const NOT_FOUND =
  'I find no card with this id that you may see: it takes who asked for it, or somebody who can read its channel. The id stands in the footer of a card and in your /history.';
const AMBIGUOUS = 'Several cards begin with that; please give me more of the id.';

function refused(code: 'usage.not_found' | 'usage.ambiguous_id', userMessage: string): AppError {
  return new AppError({ code, retryable: false, userMessage });
}
