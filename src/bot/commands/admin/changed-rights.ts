import { quotaIn } from '../../../config/quota.js';
import { CARD_USES } from '../../../config/rights.js';
import { EXEMPT } from '../../../persistence/quota-tiers.js';
import { MAX_NAMED, type ServerRights, type Tier } from '../../../persistence/server-rights.js';

/** What becomes of a server's rights; null: they name too much already. */
export type Change = (rights: ServerRights) => ServerRights | null;

/** What leaves something to whoever runs the bot. */
export const USUAL = 'default';

/** Whether a text is a quota such as `200/24h`, or a word for one. */
export function isQuota(text: string): boolean {
  return text === EXEMPT || text === USUAL || quotaIn(text) !== null;
}

/** @param use one of `CARD_USES`; anything else is the usual one. */
export function withCardUse(use: string): Change {
  return (rights) => ({ ...rights, cardUse: CARD_USES.find((each) => each === use) ?? null });
}

/** @param days for which cards are kept after their last use; 0: as long as all others. */
export function withRetention(days: number): Change {
  return (rights) => ({ ...rights, retentionDays: days === 0 ? null : days });
}

/** Names a channel or role, or does so no longer. */
export function withNamed(list: 'channels' | 'roles', id: string, isNamed: boolean): Change {
  return (rights) => {
    const others = rights[list].filter((each) => each !== id);
    if (isNamed && others.length >= MAX_NAMED) return null;
    return { ...rights, [list]: isNamed ? [...others, id] : others };
  };
}

/** @param quota such that `isQuota`. */
export function withTier(whom: Pick<Tier, 'kind' | 'id'>, quota: string): Change {
  return (rights) => {
    const others = rights.tiers.filter(({ kind, id }) => kind !== whom.kind || id !== whom.id);
    if (quota === USUAL) return { ...rights, tiers: others };
    if (others.length >= MAX_NAMED) return null;
    return { ...rights, tiers: [...others, { ...whom, quota }] };
  };
}
