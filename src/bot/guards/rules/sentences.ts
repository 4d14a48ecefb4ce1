/** Why rules refuse something. */

export const DENIED =
  'Whoever runs me has shut you out, so I do nothing for you until they let you in again.';

export const OTHER_SERVER = 'Whoever runs me lets me work on their own servers only.';

export const NO_DIRECT_MESSAGES =
  'Whoever runs me lets me make pictures on servers only, not in direct messages.';

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
  const owner = askedBy === null ? 'who asked for it' : `<@${askedBy}>`;
  return `This card belongs to ${owner}: you can look at all its pictures, but not change it. With **Make my own** you get a card of your own that starts from what it shows.`;
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
