import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import type { GuardFunction } from 'discordx';

import type { StyleOptionsView } from '../../views/style-options-view.js';
import { shownPictureName } from '../cards/answering/shown-picture.js';
import type { RestoredCard } from './restored-card.js';

/**
 * Guards actions that cost money: they use only the picture that the person saw. If the card shows
 * another picture by now (a second click, or another person was faster), the click only shows the
 * current card.
 */
export const currentPictureGuard: GuardFunction<
  ButtonInteraction | StringSelectMenuInteraction,
  RestoredCard<StyleOptionsView>
> = (click, _client, next, { view, answer }) => {
  const seen = shownPictureName(click.message);
  return seen !== undefined && view.hasMovedOnFrom(seen) ? answer.show(view) : next();
};
