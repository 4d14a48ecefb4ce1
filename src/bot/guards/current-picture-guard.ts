import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import type { GuardFunction } from 'discordx';

import type { StyleOptionsView } from '../../views/style-options-view.js';
import type { RestoredCard } from './restored-card.js';

/**
 * Guards actions that cost money: they use only the picture that the person saw. If the card shows
 * another picture by now (a second click, or another person was faster), the click only shows the
 * current card.
 */
export const currentPictureGuard: GuardFunction<
  ButtonInteraction | StringSelectMenuInteraction,
  RestoredCard<StyleOptionsView>
> = (_click, _client, next, { view, seen, answer }) => {
  const { pictureName } = seen;
  return pictureName !== undefined && view.hasMovedOnFrom(pictureName) ? answer.show(view) : next();
};
