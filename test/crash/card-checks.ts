import { createHash } from 'node:crypto';

import { ButtonStyle } from 'discord-api-types/v10';

import { batchAround } from '../../src/interactions/batch.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Message } from '../../src/sandbox/world/entities.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { shownPicture } from '../../src/views/shown-picture.js';
import type { Evidence, Finding } from './checker.js';
import { placeOf } from '../support/e2e-card-look.js';
import type { CardRecord } from './card-record.js';
import { isWaiting } from './card-controls.js';

/** Nobody is put off before the bot has tried for as long as a restart of PostgreSQL takes. */
const TRIES_FOR_MS = 5_000;

/** Compares every card, as Discord has it, with its row and with what its person was promised. */
export function checkCards(evidence: Evidence, states: readonly InteractionState[]): Finding[] {
  const { people } = evidence;
  const byRequest = new Map(states.map((state) => [state.requestMessageId, state]));
  const byId = new Map(states.map((state) => [state.id, state]));
  const givenUp = people.reduce((total, person) => total + person.asking.givenUp, 0);
  const excuses = people.flatMap(({ asking }) => asking.excuses);
  const records = people.flatMap(({ cards }) => cards);
  const sum = (count: (record: CardRecord) => number) =>
    records.reduce((total, record) => total + count(record), 0);
  return [
    checkMentions(evidence, byRequest, records),
    { what: '  of these, given up after two kills', count: givenUp, violations: [] },
    {
      what: '  of these, first answered with an excuse',
      count: excuses.length,
      violations: excuses
        .filter(({ afterMs }) => afterMs < TRIES_FOR_MS)
        .map(
          ({ mentionId, content, afterMs }) =>
            `${mentionId} was told after ${Math.round(afterMs)} ms: ${content}`,
        ),
    },
    {
      what: 'cards',
      count: records.length,
      violations: records.flatMap((record) => {
        const state = byId.get(record.interactionId);
        return problemsOf({ ...record, card: cardNow(evidence, record, state?.messageId) }, state);
      }),
    },
    {
      what: 'confirmed requests',
      count: sum(({ confirmed }) => confirmed),
      violations: records
        .filter((record) => record.confirmed !== outcomes(record))
        .map(
          (record) =>
            `${record.card.footer}: ${record.confirmed} confirmed, ${outcomes(record)} ended`,
        ),
    },
    { what: '  of these, with pictures', count: sum(({ successes }) => successes), violations: [] },
    {
      what: '  pictures that came with them',
      count: sum(({ pictures }) => pictures),
      violations: [],
    },
    {
      what: '  of these, failures that say why',
      count: sum(({ failures }) => failures),
      violations: [],
    },
    {
      what: '  of these, called off',
      count: sum(({ cancellations }) => cancellations),
      violations: [],
    },
    {
      what: 'cards that were deleted',
      count: records.filter(({ deletion }) => deletion === 'done').length,
      violations: [],
    },
    {
      what: 'requests whose click failed in front of the person',
      count: sum(({ uncertain }) => uncertain),
      violations: [],
    },
  ];
}

function outcomes({ successes, failures, cancellations }: CardRecord): number {
  return successes + failures + cancellations;
}

/** Every mention has one card, or an excuse, whatever the bot did at that moment. */
function checkMentions(
  { scene: { sandbox }, people }: Evidence,
  byRequest: ReadonlyMap<string | null, InteractionState>,
  records: readonly CardRecord[],
): Finding {
  const deletions = new Map(records.map(({ mentionId, deletion }) => [mentionId, deletion]));
  const mentions = people.flatMap(({ asking }) => asking.mentions);
  const replies = new Map<string, Message[]>();
  for (const message of sandbox.world.messages.values()) {
    const to = message.authorId === sandbox.bot.id ? message.reference?.messageId : undefined;
    if (to !== undefined) replies.set(to, [...(replies.get(to) ?? []), message]);
  }
  return {
    what: 'mentions',
    count: mentions.length,
    violations: mentions
      .map((mention) => ({
        id: mention.id,
        content: mention.content,
        answers: replies.get(mention.id) ?? [],
      }))
      .filter(({ id, answers }) => isWrong(answers, deletions.get(id) ?? 'none'))
      .map(({ id, content, answers }) => {
        const state = byRequest.get(id);
        const row = state ? `the row ${state.id} names the card ${state.messageId}` : 'no row';
        const cards = answers.filter(isCard).length;
        return `"${content}" (${id}) has ${cards} cards in ${answers.length} answers, and ${row}`;
      }),
  };
}

/** A request whose card was deleted is not answered again. */
function isWrong(answers: readonly Message[], deletion: CardRecord['deletion']): boolean {
  const cards = answers.filter(isCard).length;
  if (deletion === 'done') return cards > 0;
  return cards > 1 || (answers.length === 0 && deletion === 'none');
}

function isCard({ embeds }: Message): boolean {
  return embeds[0]?.footer !== undefined;
}

/** A card that its person has left is where the row says: that it is nowhere else is checked. */
function cardNow({ people }: Evidence, record: CardRecord, messageId?: string | null): SeenMessage {
  const person = people.find(({ cards }) => cards.includes(record));
  return (record.isLeft && messageId && person?.sees(messageId)) || record.card;
}

function problemsOf(record: CardRecord, state: InteractionState | undefined): string[] {
  const { card, mentionId, pictures, possible, deletion } = record;
  if (deletion === 'tried') return [];
  if (deletion === 'done') {
    const isGone = state === undefined || state.deletedAt !== null;
    return isGone ? [] : [`${card.footer}: was deleted, and its row says nothing of it`];
  }
  if (state === undefined) return [`${card.footer}: the row is gone`];
  const problems: string[] = [];
  const say = (text: string) => problems.push(`${card.footer}: ${text}`);
  if (mentionId !== null && state.requestMessageId !== mentionId)
    say(`is the card of the request ${state.requestMessageId}`);
  if (state.messageId !== card.id) say(`the row names the card ${state.messageId}`);
  if (isWaiting(card) && !record.isBehind) say('still waits');
  if (!record.isBehind) unlikeRow(card, state).forEach(say);
  const made = state.outputs.filter(({ origin }) => origin !== 'input').length;
  if (made < pictures) say(`has ${made} outputs, and ${pictures} were seen`);
  if (made > possible) say(`has ${made} outputs, and only ${possible} can be explained`);
  return problems;
}

/** What the card shows otherwise than its row says. */
function unlikeRow(card: SeenMessage, state: InteractionState): string[] {
  const [shown, place] = [placeOf(card), placeIn(state)];
  const isStarred = card.buttons.some(
    ({ label, style }) => label === '⭐' && style === ButtonStyle.Success,
  );
  return [
    ...(shown === place ? [] : [`shows "${shown}" where the row says "${place}"`]),
    ...(isStarred === (state.keptBy !== null) ? [] : ['shows another star than the row']),
    ...(showsItsPicture(card, state) ? [] : ['shows another picture than the row']),
  ];
}

/** Where the row says that its card is: at one picture, or at the contact sheet of several. */
function placeIn({ view, outputs, currentIndex, showsSheet }: InteractionState) {
  if (view !== 'style_view') return undefined;
  const batch = batchAround(outputs, currentIndex).map((index) => index + 1);
  const shown = showsSheet ? `${batch[0]}–${batch.at(-1)}` : String(currentIndex + 1);
  return `${shown} of ${outputs.length}`;
}

/** A contact sheet is made whenever it is shown, so its name tells which one it is. */
function showsItsPicture(card: SeenMessage, state: InteractionState): boolean {
  if (state.showsSheet) return card.pictureName === shownPicture(state)?.name;
  const file = card.files.find(({ name }) => name === card.pictureName);
  const sha256 = file && createHash('sha256').update(file.bytes).digest('hex');
  return sha256 === state.outputs[state.currentIndex]?.image.sha256;
}
