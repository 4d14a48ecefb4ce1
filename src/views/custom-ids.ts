import type { ViewKind } from '../interactions/interaction-state.js';
import { INTERACTION_ID_PATTERN } from '../interactions/interaction-id.js';

/** Every component and modal of the cards, with its view; null if both views have it. */
const VIEW_OF_COMPONENT = {
  process_request_button: 'process_view',
  process_edit_prompt: null,
  process_edit_prompt_modal: null,
  process_style_select: 'process_view',
  style_nav_left: 'style_view',
  style_nav_right: 'style_view',
  style_process_prompt: 'style_view',
  style_edit_prompt: null,
  style_edit_prompt_modal: null,
  style_options_select: 'style_view',
  style_go_to: 'style_view',
  style_again: 'style_view',
  style_vary: 'style_view',
  card_delete: null,
  card_delete_modal: null,
  card_keep: 'style_view',
  card_settings: null,
  card_settings_modal: null,
  card_refresh: null,
  generation_cancel: null,
  generation_try_again: null,
} as const satisfies Record<string, ViewKind | null>;

/** The part of a custom id before the colon. */
export type ComponentName = keyof typeof VIEW_OF_COMPONENT;

/** The content of a custom id. */
export interface ParsedCustomId {
  readonly name: ComponentName;
  /** The view that has the component; null: both. */
  readonly view: ViewKind | null;
  /** Null on cards of the Python bot, whose custom ids are only names. */
  readonly interactionId: string | null;
}

/** `style_nav_left:<uuid>`; at most 62 of Discord's 100 characters. */
export function customId(name: ComponentName, interactionId: string): string {
  return `${name}:${interactionId}`;
}

/** Matches the custom ids of one component, with or without an interaction id, and no others. */
export function customIdPattern(name: ComponentName): RegExp {
  return new RegExp(`^${name}(?::${INTERACTION_ID_PATTERN})?$`);
}

/** The content of `text`; null when it is not a custom id of a card. */
export function parseCustomId(text: string): ParsedCustomId | null {
  const [name = '', interactionId = null] = text.split(':', 2);
  if (!isComponentName(name) || !customIdPattern(name).test(text)) return null;
  return { name, view: VIEW_OF_COMPONENT[name], interactionId };
}

/** Whether a component is about deleting its card, which works on every card that is there. */
export function deletesCard(name: ComponentName): boolean {
  return name === 'card_delete' || name === 'card_delete_modal';
}

function isComponentName(name: string): name is ComponentName {
  return Object.hasOwn(VIEW_OF_COMPONENT, name);
}
