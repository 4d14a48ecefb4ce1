import type { InjectionToken } from 'tsyringe';

/**
 * Which cards this process serves, when several processes share the database: those of the shards
 * that it holds. Only these cards it runs generations for and delivers outcomes to.
 */
export interface OwnCards {
  /**
   * Whether the cards of a server are one's own now. The answer changes when this process gains or
   * loses shards.
   *
   * @param guildId null: cards in direct messages, which belong to shard 0.
   */
  isOwn(guildId: string | null): boolean;
}

export const OWN_CARDS: InjectionToken<OwnCards> = Symbol('OwnCards');
