import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import type { GuardFunction } from 'discordx';

import type { StyleOptionsView } from '../../views/style-options-view.js';
import { shownPictureName } from '../cards/answering/shown-picture.js';
import type { RestoredCard } from './restored-card.js';

/**
 * Guard of what costs money: it runs on the picture that the person saw. When the card has moved
 * on since (the second of two clicks, or someone else was faster), the card is shown as it is now.
 */
export const currentPictureGuard: GuardFunction<
  ButtonInteraction | StringSelectMenuInteraction,
  RestoredCard<StyleOptionsView>
> = (click, _client, next, { view, answer }) => {
  const seen = shownPictureName(click.message);
  return seen !== undefined && view.hasMovedOnFrom(seen) ? answer.show(view) : next();
};
