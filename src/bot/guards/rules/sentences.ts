import { bytesText, countText } from '../../../platform/amounts.js';

/** Why rules refuse something. */

export const DENIED =
  'Whoever runs me has shut you out, so I do nothing for you until they let you in again.';

export const OTHER_SERVER = 'Whoever runs me lets me work on their own servers only.';

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
      : ` The one that was not used for longest goes by itself ${relative(roomAtMs)}.`;
  return `${whose} take ${bytesText(usedBytes)}, and I keep ${bytesText(limitBytes)} for one person. ${who} cards with 🗑️ to make room; \`/history\` shows them.${waiting}`;
}

function relative(atMs: number): string {
  return `<t:${Math.ceil(atMs / 1000)}:R>`;
}
