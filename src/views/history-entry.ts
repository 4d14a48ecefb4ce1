import type {
  APIButtonComponent,
  APIButtonComponentWithCustomId,
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
import { HISTORY_BUTTONS, howToShow, SEARCH_MODAL } from './words/history.js';

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
      description: `${historyLine(state)}\n${howToShow(shortId(state))}`,
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
  const idOf = (name: HistoryEntryName) => historyEntryId(name, state.id);
  const { back, post, open, download } = HISTORY_BUTTONS;
  return [
    button(back, historyPageId('history_page', from)),
    { ...button(post, idOf('history_post')), style: PRIMARY },
    ...(link === null ? [] : [{ type: BUTTON, style: LINK, ...open, url: link } as const]),
    ...(state.outputs.length === 0 ? [] : [button(download, idOf('history_download'))]),
  ];
}

function button(
  look: Pick<APIButtonComponentWithCustomId, 'label' | 'emoji'>,
  customId: string,
): APIButtonComponentWithCustomId {
  return { type: BUTTON, style: SECONDARY, ...look, custom_id: customId };
}

/** The modal that asks what to search for. */
export function historySearchModal({
  isKept,
  text,
}: HistoryRequest): APIModalInteractionResponseCallbackData {
  return {
    custom_id: historyPageId('history_search', { isKept, text: '', place: NEWEST }),
    title: SEARCH_MODAL.title,
    components: [
      {
        type: ACTION_ROW,
        components: [
          {
            type: TEXT_INPUT,
            custom_id: SEARCH_INPUT,
            style: SHORT,
            label: SEARCH_MODAL.label,
            required: false,
            max_length: SEARCH_MAX,
            ...(text !== '' && { value: text }),
          },
        ],
      },
    ],
  };
}
