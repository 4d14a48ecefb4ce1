import type {
  APIButtonComponentWithCustomId,
  APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';

import { NEWEST } from '../interactions/history.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { cardPicture, type CardPicture, type CardRow } from './card-message.js';
import { cardLink } from './card-place.js';
import { selectRow } from './card-selects.js';
import { RESULT_COLOR } from './colors.js';
import { historyPageId, type HistoryRequest } from './history-ids.js';
import { historyLine, historyTitle, shortId } from './history-words.js';
import { plainText } from './plain-text.js';
import {
  HISTORY,
  HISTORY_BUTTONS,
  HISTORY_PLACEHOLDER,
  KEPT_ONLY,
  NOTHING_OF_THAT_KIND,
  NOTHING_YET,
  searchedFor,
} from './words/history.js';

const ACTION_ROW = 1 satisfies ComponentType.ActionRow;
const BUTTON = 2 satisfies ComponentType.Button;
const SECONDARY = 2 satisfies ButtonStyle.Secondary;
const SUCCESS = 3 satisfies ButtonStyle.Success;

/** How many interactions a page shows. */
export const HISTORY_PAGE_SIZE = 5;
const TITLE_MAX = 80;
const LABEL_MAX = 90;

/** What a page is made of. */
export interface HistoryContent {
  /** Newest first. */
  readonly entries: readonly InteractionState[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** A page as plain message data, complete except for the bytes of its small pictures. */
export interface HistoryMessage {
  readonly content: string;
  readonly entries: readonly {
    readonly embed: APIEmbed;
    /** Shown small beside the text; null: there is none, or it must not be shown uncovered. */
    readonly picture: CardPicture | null;
  }[];
  readonly rows: readonly CardRow[];
}

/** A page of a history, which only its person sees. */
export function historyPage(content: HistoryContent, request: HistoryRequest): HistoryMessage {
  return {
    content: heading(content, request),
    entries: content.entries.map((state, index) => ({
      embed: embedOf(state, index),
      picture: smallPicture(state),
    })),
    rows: [...choiceRow(content, request), buttonRow(content, request)],
  };
}

function heading({ entries }: HistoryContent, { isKept, text }: HistoryRequest): string {
  const which = [
    HISTORY,
    ...(isKept ? [KEPT_ONLY] : []),
    ...(text === '' ? [] : [searchedFor(plainText(text))]),
  ].join(' · ');
  if (entries.length > 0) return which;
  const isAll = !isKept && text === '';
  return `${which}\n${isAll ? NOTHING_YET : NOTHING_OF_THAT_KIND}`;
}

function embedOf(state: InteractionState, index: number): APIEmbed {
  const link = cardLink(state);
  return {
    title: `${index + 1} · ${plainText(historyTitle(state, TITLE_MAX))}`,
    ...(link !== null && { url: link }),
    description: historyLine(state),
    color: RESULT_COLOR,
    footer: { text: shortId(state) },
  };
}

function smallPicture({ outputs, currentIndex, isSpoiler }: InteractionState): CardPicture | null {
  const shown = outputs[currentIndex]?.image;
  return shown === undefined || isSpoiler ? null : cardPicture(shown);
}

function choiceRow({ entries }: HistoryContent, request: HistoryRequest): CardRow[] {
  if (entries.length === 0) return [];
  const options = entries.map((state, index) => ({
    label: `${index + 1} · ${historyTitle(state, LABEL_MAX)}`,
    value: state.id,
    description: shortId(state),
  }));
  const customId = historyPageId('history_choose', request);
  return [selectRow({ customId, placeholder: HISTORY_PLACEHOLDER, options })];
}

function buttonRow(content: HistoryContent, asked: HistoryRequest): CardRow {
  const page = (change: Partial<HistoryRequest>) =>
    historyPageId('history_page', { ...asked, place: NEWEST, ...change });
  const { keptOnly, search, everything } = HISTORY_BUTTONS;
  const kept = button(keptOnly, page({ isKept: !asked.isKept }));
  return {
    type: ACTION_ROW,
    components: [
      ...arrows(content, page),
      { ...kept, style: asked.isKept ? SUCCESS : SECONDARY },
      button(search, historyPageId('history_search', { ...asked, place: NEWEST })),
      ...(asked.text === '' ? [] : [button(everything, page({ isKept: false, text: '' }))]),
    ],
  };
}

/**
 * Without entries, both would lead to the same page, and Discord refuses two buttons
 * that are alike.
 */
function arrows(
  { entries, hasNewer, hasOlder }: HistoryContent,
  page: (change: Partial<HistoryRequest>) => string,
): APIButtonComponentWithCustomId[] {
  const { newer, older } = HISTORY_BUTTONS;
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    button(newer, page({ place: { direction: 'newer', from: first } }), hasNewer),
    button(older, page({ place: { direction: 'older', from: last } }), hasOlder),
  ];
}

function button(
  look: Pick<APIButtonComponentWithCustomId, 'label' | 'emoji'>,
  customId: string,
  isOn = true,
): APIButtonComponentWithCustomId {
  return {
    type: BUTTON,
    style: SECONDARY,
    ...look,
    custom_id: customId,
    disabled: !isOn,
  };
}
