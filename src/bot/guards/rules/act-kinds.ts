import type { ComponentName } from '../../../views/custom-ids.js';
import type { HistoryEntryName, HistoryPageName } from '../../../views/history-ids.js';
import type { ActKind } from './rule.js';

/** What the components and forms of cards do. */
const ON_CARDS: Readonly<Record<ComponentName, ActKind>> = {
  process_request_button: 'pay',
  process_edit_prompt: 'change',
  process_edit_prompt_modal: 'change',
  process_style_select: 'pay',
  style_nav_left: 'look',
  style_nav_right: 'look',
  style_process_prompt: 'pay',
  style_edit_prompt: 'change',
  style_edit_prompt_modal: 'change',
  style_options_select: 'pay',
  style_go_to: 'look',
  style_again: 'pay',
  style_vary: 'pay',
  card_delete: 'end',
  card_delete_modal: 'end',
  card_keep: 'change',
  card_settings: 'change',
  card_settings_modal: 'change',
  card_refresh: 'look',
  generation_cancel: 'end',
  generation_try_again: 'pay',
};

/** What those of histories do; their person alone sees them. */
const IN_HISTORIES: Readonly<Record<HistoryPageName | HistoryEntryName, ActKind>> = {
  history_page: 'look',
  history_choose: 'look',
  history_search: 'look',
  history_post: 'ask',
  history_download: 'look',
};

/** The commands, by their English names, and the forms that belong to none of the above. */
const ELSEWHERE: Readonly<Record<string, ActKind>> = {
  imagine: 'ask',
  'Edit this picture': 'ask',
  edit_picture: 'ask',
  own_card: 'ask',
  show: 'ask',
  history: 'look',
  forget: 'own_data',
  export: 'own_data',
  Report: 'report',
};

const KINDS = new Map<string, ActKind>(
  [ON_CARDS, IN_HISTORIES, ELSEWHERE].flatMap((kinds) => Object.entries(kinds)),
);

/** What a command, component or form does, by its name. */
export function kindOfAct(name: string): ActKind {
  return KINDS.get(name) ?? 'other';
}

/** Whether an act makes pictures, or leads to it. */
export function isWork(kind: ActKind): boolean {
  return kind === 'ask' || kind === 'change' || kind === 'pay';
}
