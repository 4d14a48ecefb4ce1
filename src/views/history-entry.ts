import type {
  APIButtonComponent,
  APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';

import { NEWEST } from '../interactions/history.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { shownInEmbed, type CardMessage } from './card-message.js';
import { cardLink } from './card-place.js';
import { RESULT_COLOR } from './colors.js';
import {
  historyEntryId,
  historyPageId,
  SEARCH_MAX,
  type HistoryEntryName,
  type HistoryRequest,
} from './history-ids.js';
import { historyLine, historyTitle, shortId } from './history-words.js';
import { plainText } from './plain-text.js';
import { SMALL_PICTURE_MAX_BYTES } from './reduced-card.js';
import { shownPicture } from './shown-picture.js';

const ACTION_ROW = 1 satisfies ComponentType.ActionRow;
const BUTTON = 2 satisfies ComponentType.Button;
const TEXT_INPUT = 4 satisfies ComponentType.TextInput;
const PRIMARY = 1 satisfies ButtonStyle.Primary;
const SECONDARY = 2 satisfies ButtonStyle.Secondary;
const LINK = 5 satisfies ButtonStyle.Link;
const SHORT = 1 satisfies TextInputStyle.Short;

/** Escaped, it is at most twice as long; Discord takes 256. */
const TITLE_MAX = 120;

/** The custom id of the search's only input. */
export const SEARCH_INPUT = 'text';

/**
 * One interaction of a history, with what can be done with it. Only its person sees it.
 *
 * @param from the page that it was chosen on.
 */
export function historyEntry(state: InteractionState, from: HistoryRequest): CardMessage {
  const shown = shownPicture(state);
  const picture = shown && { ...shown, maxBytes: SMALL_PICTURE_MAX_BYTES };
  return {
    embed: {
      title: plainText(historyTitle(state, TITLE_MAX)),
      description: `${historyLine(state)}\n\`/show id:${shortId(state)}\` brings it to where you are.`,
      color: RESULT_COLOR,
      footer: { text: shortId(state) },
      ...(picture && shownInEmbed(picture.name)),
    },
    rows: [{ type: ACTION_ROW, components: buttons(state, from) }],
    picture,
  };
}

function buttons(state: InteractionState, from: HistoryRequest): APIButtonComponent[] {
  const link = cardLink(state);
  const own = (
    name: HistoryEntryName,
    label: string,
    emoji: string,
    style: typeof PRIMARY | typeof SECONDARY,
  ) =>
    ({
      type: BUTTON,
      style,
      label,
      emoji: { name: emoji },
      custom_id: historyEntryId(name, state.id),
    }) as const;
  const back = historyPageId('history_page', from);
  return [
    { type: BUTTON, style: SECONDARY, label: 'Back', emoji: { name: '⬅️' }, custom_id: back },
    own('history_post', 'Post here', '📌', PRIMARY),
    ...(link === null ? [] : [{ type: BUTTON, style: LINK, label: 'Open', url: link } as const]),
    ...(state.outputs.length === 0 ? [] : [own('history_download', 'Download', '⬇️', SECONDARY)]),
  ];
}

/** The modal that asks what to search for. */
export function historySearchModal({
  isKept,
  text,
}: HistoryRequest): APIModalInteractionResponseCallbackData {
  return {
    custom_id: historyPageId('history_search', { isKept, text: '', place: NEWEST }),
    title: 'Search in your prompts',
    components: [
      {
        type: ACTION_ROW,
        components: [
          {
            type: TEXT_INPUT,
            custom_id: SEARCH_INPUT,
            style: SHORT,
            label: 'Words (empty: everything)',
            required: false,
            max_length: SEARCH_MAX,
            ...(text !== '' && { value: text }),
          },
        ],
      },
    ],
  };
}
