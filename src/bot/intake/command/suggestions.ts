import type { ApplicationCommandOptionChoiceData, AutocompleteInteraction } from 'discord.js';

import type { OfferedModels } from '../../../interactions/offered-models.js';
import { STYLES } from '../../../interactions/styles.js';

/** Discord shows 25. */
const MAX_SUGGESTIONS = 25;

type Choice = ApplicationCommandOptionChoiceData<string>;

/** The styles or models whose names contain what somebody has typed so far; best matches first. */
export function suggestions(
  { options }: Pick<AutocompleteInteraction, 'options'>,
  models: OfferedModels,
): Choice[] {
  const { name, value } = options.getFocused(true);
  const typed = value.trim().toLowerCase();
  const all = name === 'style' ? STYLE_CHOICES : models.map((each) => choice(each.name, each.name));
  const places = all.map((each) => ({ each, at: each.name.toLowerCase().indexOf(typed) }));
  return places
    .filter(({ at }) => at !== -1)
    .toSorted((one, other) => one.at - other.at)
    .map(({ each }) => each)
    .slice(0, MAX_SUGGESTIONS);
}

const STYLE_CHOICES = STYLES.map(({ name, key }) => choice(name, key));

function choice(name: string, value: string): Choice {
  return { name, value };
}
