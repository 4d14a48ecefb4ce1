import { Brackets, In, Not, type Repository } from 'typeorm';

import type { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/**
 * A person has as many slots as pictures may be made for them at the same time, in all processes. A
 * generation holds one while its lease lasts; a unique index lets no two generations hold the same.
 */
export interface SlotSearch {
  /** The generation that needs a slot. */
  readonly interactionId: string;
  readonly personId: string;
  /** How many slots the person has. */
  readonly slots: number;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/**
 * A slot that is free, or held by a generation whose lease has ended: its process died or cannot
 * reach the database, so it is taken from it. Null: the person has no free slot.
 *
 * @throws AppError `storage.*`
 */
export async function freeSlot(
  rows: Repository<InteractionEntity>,
  { interactionId, personId, slots, now }: SlotSearch,
): Promise<string | null> {
  const names = Array.from({ length: slots }, (_, n) => `${personId}:${n}`);
  const held = await storage(
    rows.find({
      select: { id: true, personSlot: true, activeStatus: true, leaseUntil: true },
      where: { id: Not(interactionId), personSlot: In(names) },
    }),
  );
  const free = names.find((name) => !held.some(({ personSlot }) => personSlot === name));
  if (free !== undefined) return free;
  const slot = held.find((each) => hasEnded(each, now))?.personSlot ?? null;
  if (slot !== null) await takeFromEnded(rows, slot, now);
  return slot;
}

/** A former version ends a generation without giving its slot back. */
function hasEnded({ activeStatus, leaseUntil }: InteractionEntity, now: string): boolean {
  return activeStatus !== 'running' || leaseUntil === null || leaseUntil <= now;
}

/** Does nothing to a generation whose lease was renewed meanwhile; the claim is then refused. */
async function takeFromEnded(
  rows: Repository<InteractionEntity>,
  personSlot: string,
  now: string,
): Promise<void> {
  await storage(
    rows
      .createQueryBuilder()
      .update()
      .set({ personSlot: null })
      .where({ personSlot })
      .andWhere(
        new Brackets((ended) =>
          ended
            .where(`active_status IS NULL OR active_status <> 'running'`)
            .orWhere('lease_until IS NULL OR lease_until <= :now', { now }),
        ),
      )
      .execute(),
  );
}
