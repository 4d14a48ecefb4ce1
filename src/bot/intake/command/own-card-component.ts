import type { ButtonInteraction } from 'discord.js';
import { ButtonComponent, Discord, Guard, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import type { CommandRequest } from '../../../interactions/command-request.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { OWN_CARD, parseOwnCardId, type ShownOutput } from '../../../views/own-card.js';
import { restoreView } from '../../../views/restore-view.js';
import { isAgeRestricted } from '../../guards/age-restricted.js';
import { isBotHere } from '../../guards/is-bot-here.js';
import { maySee } from '../../guards/may-see.js';
import { permissionsGuard } from '../../guards/permissions-guard.js';
import { mayBotWriteHere, mayWriteHere } from '../../guards/place-permissions.js';
import type { CardGuardData } from '../../guards/restored-card.js';
import { answerPrivately } from './answer-privately.js';
import { CommandTurns } from './command-turns.js';
import { NO_SUCH_CARD } from './sentences.js';

/** **Make my own**: a card of one's own, from what somebody else's card shows. */
@Discord()
@injectable()
export class OwnCardComponent {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly turns: CommandTurns,
  ) {}

  /** The custom id comes from the person's own program, and may name what they cannot see. */
  @Guard(permissionsGuard)
  @ButtonComponent({ id: OWN_CARD })
  async make(click: ButtonInteraction, _client: Client, card: CardGuardData): Promise<void> {
    const shown = parseOwnCardId(click.customId);
    const state = shown && (await this.persistence.find(shown.id));
    const isThere = state !== null && state.deletedAt === null && (await isSeen(click, state));
    if (shown === null || !isThere) return answerPrivately(click, NO_SUCH_CARD);
    const own = await this.turns.receive(click, requestFor(click, shown, state), true);
    if (own !== null) card.view = restoreView(own);
  }
}

/** A card in the channel where they are is seen by whoever is there. */
async function isSeen(click: ButtonInteraction, state: InteractionState): Promise<boolean> {
  const isHere = state.reach === 'channel' && state.channelId === click.channelId;
  return isHere || maySee(click, state);
}

function requestFor(
  click: ButtonInteraction,
  fromCard: ShownOutput,
  { currentPrompt: prompt, chosenStyle: styleKey, settings, estimate }: InteractionState,
): CommandRequest {
  const { id, token, user, guildId, channelId } = click;
  return {
    id,
    token,
    userId: user.id,
    guildId,
    channelId,
    isAgeRestricted: isAgeRestricted(click.channel),
    isPrivate: !mayWriteHere(click),
    hasChannel: isBotHere(click) && mayBotWriteHere(click),
    prompt,
    styleKey,
    settings,
    estimate,
    pictures: [],
    fromCard,
    form: null,
    notes: [],
  };
}
