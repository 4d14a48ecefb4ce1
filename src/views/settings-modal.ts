import type {
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  ComponentType,
} from 'discord-api-types/v10';

import { offeredModel, type OfferedModels } from '../interactions/offered-models.js';
import { MAX_COUNT, settings, type Settings } from '../interactions/settings.js';
import { customId } from './custom-ids.js';
import type { View } from './restore-view.js';
import { pictures } from './words/cards.js';
import { AUTOMATIC_CHOICE, SETTING_LABELS, SETTINGS_TITLE, USUAL_MODEL } from './words/modals.js';

const LABEL = 18 satisfies ComponentType.Label;
const STRING_SELECT = 3 satisfies ComponentType.StringSelect;

/** The value of the choice that leaves a setting to the model. */
const AUTOMATIC = 'automatic';

/** A setting that the modal can change; also the custom id of its select. */
export type SettingName = keyof Settings;

const SETTING_NAMES: readonly SettingName[] = [
  'aspectRatio',
  'imageSize',
  'count',
  'model',
  'thinkingLevel',
];

/** The modal that changes the settings of a card. */
export function settingsModal(
  { state }: View,
  models: OfferedModels,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId('card_settings_modal', state.id),
    title: SETTINGS_TITLE,
    components: settingsSelects(state.settings, models),
  };
}

/** The selects of a modal that changes settings: what their model can do, and the other models. */
export function settingsSelects(before: Settings, models: OfferedModels): APILabelComponent[] {
  const { name, aspectRatios, imageSizes, thinkingLevels } = offeredModel(models, before.model);
  const select = (setting: Exclude<SettingName, 'count'>, values: readonly string[]) =>
    selectOf(setting, values, before[setting]);
  const others = models.slice(1).map((model) => model.name);
  return [
    ...select('aspectRatio', aspectRatios),
    ...select('imageSize', imageSizes),
    countSelect(before.count ?? 1),
    ...modelSelect(models[0].name, others, name),
    ...select('thinkingLevel', thinkingLevels),
  ];
}

/**
 * The settings after a person has changed some of them.
 *
 * @param chosen the value of a select; undefined where the modal did not have it.
 */
export function chosenSettings(
  before: Settings,
  chosen: (setting: SettingName) => string | undefined,
): Settings {
  const changes = SETTING_NAMES.flatMap((name) => {
    const value = chosen(name);
    return value === undefined ? [] : [[name, settingOf(name, value)] as const];
  });
  const changed = settings.safeParse({ ...before, ...Object.fromEntries(changes) });
  return changed.success ? changed.data : before;
}

function settingOf(name: SettingName, value: string): string | number | null {
  if (value === AUTOMATIC) return null;
  return name === 'count' ? Number(value) : value;
}

/** Nothing where there is nothing to choose. */
function selectOf(
  setting: SettingName,
  values: readonly string[],
  chosen: string | null,
): APILabelComponent[] {
  if (values.length === 0) return [];
  const isAutomatic = chosen === null || !values.includes(chosen);
  const options = [
    { label: AUTOMATIC_CHOICE, value: AUTOMATIC, default: isAutomatic },
    ...values.map((value) => ({ label: value, value, default: value === chosen })),
  ];
  return [labelled(setting, options)];
}

function countSelect(chosen: number): APILabelComponent {
  const options = Array.from({ length: MAX_COUNT }, (_, n) => ({
    label: pictures(n + 1),
    value: n === 0 ? AUTOMATIC : String(n + 1),
    default: n + 1 === chosen,
  }));
  return labelled('count', options);
}

function modelSelect(
  usual: string,
  others: readonly string[],
  chosen: string,
): APILabelComponent[] {
  if (others.length === 0) return [];
  const options = [
    { label: usual, value: AUTOMATIC, description: USUAL_MODEL, default: chosen === usual },
    ...others.map((name) => ({ label: name, value: name, default: name === chosen })),
  ];
  return [labelled('model', options)];
}

function labelled(
  setting: SettingName,
  options: { label: string; value: string; default: boolean }[],
): APILabelComponent {
  return {
    type: LABEL,
    label: SETTING_LABELS[setting],
    component: { type: STRING_SELECT, custom_id: setting, options },
  };
}
