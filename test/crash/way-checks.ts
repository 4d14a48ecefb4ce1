import { MessageFlags } from 'discord-api-types/v10';

import { MAX_FOLLOWERS, type InteractionState } from '../../src/interactions/interaction-state.js';
import { livingCards, messagesOfBot } from './bot-messages.js';
import type { CardRecord } from './card-record.js';
import type { Evidence, Finding } from './checker.js';
import { saysSomething, type CommandAsked } from './ways-in.js';

/** Compares what people have asked for by commands and replies, and where cards were brought. */
export function checkWays(evidence: Evidence, states: readonly InteractionState[]): Finding[] {
  const { people } = evidence;
  const commands = people.flatMap(({ asking }) => asking.commands);
  const records = people.flatMap(({ cards }) => cards);
  const sum = (count: (moves: { readonly sure: number; readonly unsure: number }) => number) =>
    people.reduce((total, { moves }) => total + count(moves), 0);
  return [
    checkCommands(commands, records, states),
    {
      what: '  of these, acknowledged',
      count: commands.filter(({ isAcknowledged }) => isAcknowledged).length,
      violations: [],
    },
    {
      what: '  of these, with a private card',
      count: commands.filter(({ shown }) => shown?.isEphemeral === true && shown.footer).length,
      violations: [],
    },
    checkReplies(records, states),
    { what: 'cards that were brought here', count: sum(({ sure }) => sure), violations: [] },
    { what: 'cards that may have been', count: sum(({ unsure }) => unsure), violations: [] },
    checkLivingCards(evidence, states),
    checkThinking(evidence),
  ];
}

/** What was acknowledged has one card, or words in place of one; nothing has two. */
function checkCommands(
  commands: readonly CommandAsked[],
  records: readonly CardRecord[],
  states: readonly InteractionState[],
): Finding {
  const deleted = new Set(
    records.filter(({ deletion }) => deletion !== 'none').map(({ text }) => text),
  );
  const rowsOf = (text: string) => states.filter(({ originalPrompt }) => originalPrompt === text);
  return {
    what: 'commands for a card',
    count: commands.length,
    violations: commands.flatMap(({ text, isAcknowledged, shown, answer }) => {
      const rows = rowsOf(text);
      if (rows.length > 1) return [`"${text}" has ${rows.length} rows`];
      if (!isAcknowledged || shown !== null || deleted.has(text)) return [];
      // It may have come when its person had stopped waiting, as often as processes were killed.
      const isThere = typeof rows[0]?.messageId === 'string';
      if (isThere || (answer !== undefined && saysSomething(answer))) return [];
      return [`"${text}" was acknowledged, and has no answer; its row: ${rows[0]?.id ?? 'none'}`];
    }),
  };
}

/** Each card that came from another one names it, and is named by it. */
function checkReplies(
  records: readonly CardRecord[],
  states: readonly InteractionState[],
): Finding {
  const byId = new Map(states.map((state) => [state.id, state]));
  const replies = records.filter(({ repliedTo }) => repliedTo !== null);
  return {
    what: 'cards that went on from another one',
    count: replies.length,
    violations: replies.flatMap(({ interactionId, repliedTo }) => {
      const state = byId.get(interactionId);
      // Where the bucket failed, the card says that it was left out.
      if (state === undefined || state.notes.some((note) => note.includes('was left out')))
        return [];
      if (state.cameFrom !== repliedTo)
        return [`${interactionId} came from ${state.cameFrom}, and not from ${repliedTo}`];
      const former = byId.get(state.cameFrom ?? '');
      if (former === undefined || former.deletedAt !== null) return [];
      const isNamed =
        former.followers.includes(interactionId) || former.followers.length === MAX_FOLLOWERS;
      return isNamed ? [] : [`${former.id} does not name ${interactionId}, which came from it`];
    }),
  };
}

/** Each interaction has one message with buttons, wherever its card was brought. */
function checkLivingCards(
  { scene: { sandbox }, people }: Evidence,
  states: readonly InteractionState[],
): Finding {
  const tried = new Set(
    people
      .flatMap(({ cards }) => cards)
      .filter(({ deletion }) => deletion === 'tried')
      .map(({ interactionId }) => interactionId),
  );
  const checked = states.filter(({ id, deletedAt }) => deletedAt === null && !tried.has(id));
  return {
    what: 'interactions with one message that has buttons',
    count: checked.length,
    violations: checked.flatMap(({ id, messageId, move }) => {
      // No bot can change a private message that Discord keeps: its buttons tell where the card is.
      const living = livingCards(sandbox, id)
        .filter((each) => each.id === messageId || each.ephemeralFor === undefined)
        .map((each) => each.id);
      if (living.length === 1 && living[0] === messageId) return [];
      const way = move === null ? '' : ', and says that it is on its way';
      return [
        `${id} has buttons on ${living.join(' and ') || 'none'}; its row names ${messageId}${way}`,
      ];
    }),
  };
}

/** Nobody sees the bot think for ever. */
function checkThinking({ scene: { sandbox } }: Evidence): Finding {
  const thinking = messagesOfBot(sandbox).filter(
    ({ flags }) => (flags & MessageFlags.Loading) !== 0,
  );
  return {
    what: 'answers that never came',
    count: thinking.length,
    violations: thinking.map(({ id, interaction }) => `${id}: ${JSON.stringify(interaction)}`),
  };
}
