import type { APIMessage } from 'discord-api-types/v10';

import { messageOf, type World } from '../state/world.js';

/** The bot's names of pictures that it made. */
const OUTPUT = /^output_/;

/** What a card says of its pictures: “2 of 3”. */
const POSITION = /\b\d+ of (\d+)\b/;

/** What the tour has noted. */
interface Noted {
  readonly kills: number;
  /** The names of the pictures that were on cards, by the messages of the cards. */
  readonly pictures: Readonly<Record<string, readonly string[]>>;
}

/** What happened during the tour. */
export interface TourSum {
  readonly kills: number;
  readonly pictures: number;
  /** Pictures that were on a card and that its arrows do not reach any more. */
  readonly lost: number;
}

/** The names of the pictures on a card that the bot made. */
export function picturesOf({ embeds }: APIMessage): string[] {
  return embeds
    .map(({ image }) => (image ? (new URL(image.url).pathname.split('/').at(-1) ?? '') : ''))
    .filter((name) => OUTPUT.test(name));
}

/** Counts what happened during the tour. */
export function tourSum({ kills, pictures }: Noted, world: World): TourSum {
  const cards = Object.entries(pictures);
  return {
    kills,
    pictures: cards.reduce((sum, [, names]) => sum + names.length, 0),
    lost: cards.reduce((sum, [id, names]) => sum + lostOf(world, id, names.length), 0),
  };
}

/** A card that the person has deleted has lost nothing; one without a position still makes pictures. */
function lostOf(world: World, messageId: string, seen: number): number {
  const card = messageOf(world, messageId)?.message;
  const position = card?.embeds
    .map(({ description = '' }) => POSITION.exec(description))
    .find(Boolean);
  return position ? Math.max(0, seen - Number(position[1])) : 0;
}

/** The sum in words: “1 kill · 3 pictures · 0 lost”. */
export function sumText({ kills, pictures, lost }: TourSum): string {
  return [amountText(kills, 'kill'), amountText(pictures, 'picture'), `${lost} lost`].join(' · ');
}

function amountText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
