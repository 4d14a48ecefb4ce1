/** What people are told when an outcome cannot be shown on its card. */

export const NO_CARD = 'This request has no card.';

export const ON_ITS_WAY =
  'This card is being brought to another place; please try again in a moment.';

/** @param channelId of the card; null: it is not known. */
export function notLetShow(channelId: string | null): string {
  return `Discord does not let me show the result on your card in ${placeOf(channelId)}, so here it is. The card itself still works.`;
}

/** @param channelId of the card; null: it is not known. */
export function notTaken(channelId: string | null): string {
  return `For some minutes, Discord has not let me change your card in ${placeOf(channelId)}, so here is the result. The card itself still works.`;
}

/** @param channelId of the card; null: it is not known. */
export function outOfReach(channelId: string | null): string {
  return `I cannot reach your card in ${placeOf(channelId)}: I may not write there, or the thread is locked. This is the result. The card itself works again as soon as I may write there.`;
}

function placeOf(channelId: string | null): string {
  return channelId === null ? 'its channel' : `<#${channelId}>`;
}
