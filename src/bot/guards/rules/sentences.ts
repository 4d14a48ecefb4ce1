import { bytesText, countText } from '../../../platform/amounts.js';

/** Why rules refuse something. */

export const DENIED = 'The operator of this bot has shut you out until they let you in again.';

export const OTHER_SERVER = 'The operator of this bot lets me work on their own servers only.';

/** @param limit how many may wait. */
export function tooManyWaiting(limit: number): string {
  return `${countText(limit, 'picture')} of yours ${limit === 1 ? 'is' : 'are'} waiting or being made, and more cannot wait for one person. Press again when one of them is there, or cancel one.`;
}

/** @param againAtMs when the next request is taken, since the epoch. */
export function tooManyRequests(limit: number, againAtMs: number): string {
  return `I take ${countText(limit, 'request')} a minute from one person. Ask again ${relative(againAtMs)}.`;
}

/** Whose storage is used up, and by how much. */
export interface UsedUp {
  /** Null: that of who is told. */
  readonly ownerId: string | null;
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** When a card goes by itself, since the epoch; null: none does. */
  readonly roomAtMs: number | null;
}

export function storageUsedUp({ ownerId, usedBytes, limitBytes, roomAtMs }: UsedUp): string {
  const whose =
    ownerId === null ? 'Your pictures' : `The pictures of <@${ownerId}>, whose card it is,`;
  const who = ownerId === null ? 'Delete' : 'They can delete';
  const waiting =
    roomAtMs === null
      ? ''
      : ` The card that was used least recently goes by itself ${relative(roomAtMs)}.`;
  return `${whose} take ${bytesText(usedBytes)}, and I keep ${bytesText(limitBytes)} for one person. ${who} cards with 🗑️ to make room; \`/history\` shows them.${waiting}`;
}

function relative(atMs: number): string {
  return `<t:${Math.ceil(atMs / 1000)}:R>`;
}

export const NO_DIRECT_MESSAGES =
  'The operator of this bot lets me make pictures on servers only, not in direct messages.';

/** @param channelIds those in which pictures are made. */
export function otherChannel(channelIds: readonly string[]): string {
  return `This server lets me make pictures in certain channels only: ${listed(channelIds.map((id) => `<#${id}>`))}.`;
}

/** @param roleIds those whose members may ask. */
export function withoutRole(roleIds: readonly string[]): string {
  return `This server lets me make pictures only for people with a certain role: ${listed(roleIds.map((id) => `<@&${id}>`))}.`;
}

/** @param askedBy who asked for the card; null: it is not known. */
export function othersCard(askedBy: string | null): string {
  const owner = askedBy === null ? 'the person who asked for it' : `<@${askedBy}>`;
  return `This card belongs to ${owner}. You can look at all its pictures, but you cannot change it. With **Make my own** you get a card of your own that starts from what it shows.`;
}

/**
 * @param askedBy who asked for the card; null: it is not known.
 * @param what cannot be done.
 */
export function notInCharge(askedBy: string | null, what: 'cancel' | 'delete'): string {
  const that = what === 'delete' ? 'delete it' : 'cancel its picture';
  return askedBy === null
    ? `I do not know who asked for this card, so only somebody with Manage Messages can ${that}.`
    : `Only <@${askedBy}>, who asked for this card, and somebody with Manage Messages can ${that}.`;
}

const MAX_LISTED = 10;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).join(', ');
  return names.length > MAX_LISTED ? `${shown} and ${names.length - MAX_LISTED} more` : shown;
}
