import type { APIMessage } from 'discord-api-types/v10';

import type { World } from '../state/world.js';

/**
 * The name of a picture that the bot made: of which interaction. A sheet of sent photos is none.
 */
const MADE = /\/(?:sheet_of_\d+_)?output_([^_/]+)_(?!sheet_)/;

/** Which of its pictures a card shows: “2 of 3”, or “2–4 of 4” on one sheet. */
const POSITION = /\b(?:(\d+)–)?(\d+) of (\d+)\b/;

/** What the tour has noted. */
interface Noted {
  readonly kills: number;
  /** The pictures that were on cards, as {@link picturesOf} calls them. */
  readonly pictures: readonly string[];
}

/** What happened during the tour. */
export interface TourSum {
  readonly kills: number;
  readonly pictures: number;
  /** Pictures that were on a card and that its arrows do not reach any more. */
  readonly lost: number;
}

/**
 * The pictures on a card that the bot made: the same ones on every card and copy that shows them.
 */
export function picturesOf(card: APIMessage): string[] {
  const shown = shownOn(card);
  if (shown === null) return [];
  const { interactionId, first, last } = shown;
  return Array.from({ length: last - first + 1 }, (_, n) => `${interactionId} ${first + n}`);
}

/** Counts what happened during the tour. */
export function tourSum({ kills, pictures }: Noted, world: World): TourSum {
  return { kills, pictures: pictures.length, lost: lostOf(pictures, world) };
}

/**
 * A card that the person has deleted has lost nothing; one without a position still makes pictures.
 */
function lostOf(pictures: readonly string[], world: World): number {
  const counts = new Map<string, number>();
  for (const { message } of Object.values(world.messages).flat()) {
    const shown = shownOn(message);
    if (shown === null) continue;
    const { interactionId, count } = shown;
    counts.set(interactionId, Math.max(count, counts.get(interactionId) ?? 0));
  }
  return pictures.filter((picture) => {
    const [interactionId = '', number] = picture.split(' ');
    return Number(number) > (counts.get(interactionId) ?? Infinity);
  }).length;
}

interface ShownPictures {
  readonly interactionId: string;
  /** Their numbers, from 1. */
  readonly first: number;
  readonly last: number;
  /** How many its interaction has. */
  readonly count: number;
}

/** The first line says what is shown; the prompt and what is being made follow. */
function shownOn({ embeds }: APIMessage): ShownPictures | null {
  for (const { image, description = '' } of embeds) {
    const interactionId = MADE.exec(image?.url ?? '')?.[1];
    const position = POSITION.exec(description.split('\n', 1)[0] ?? '');
    if (interactionId === undefined || position === null) continue;
    const [, first, last, count] = position;
    return {
      interactionId,
      first: Number(first ?? last),
      last: Number(last),
      count: Number(count),
    };
  }
  return null;
}

/** The sum in words: “1 kill · 3 pictures · 0 lost”. */
export function sumText({ kills, pictures, lost }: TourSum): string {
  return [amountText(kills, 'kill'), amountText(pictures, 'picture'), `${lost} lost`].join(' · ');
}

function amountText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
