import { Brackets, In, MoreThan, Not, type Repository } from 'typeorm';

import type { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/**
 * A person has as many slots as pictures may be made for them at the same time, in all processes. A
 * generation holds one while its lease lasts; a unique index lets no two generations hold the same.
 * Where several wait for one in several processes, the one that was requested first comes first.
 */
export interface SlotSearch {
  /** The generation that needs a slot. */
  readonly interactionId: string;
  readonly personId: string;
  /** ISO 8601, UTC. */
  readonly requestedAt: string;
  /** How many slots the person has. */
  readonly slots: number;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/**
 * A process that could not have a slot looks again after some seconds. So long others leave way,
 * and no longer: it may be dead, or have something else to do.
 */
export const WAY_LEFT_MS = 12_000;

/**
 * A slot that is free, or held by a generation whose lease has ended: its process died or cannot
 * reach the database, so it is taken from it. Null: the person has no slot that is not taken, or
 * due to a generation that was requested earlier and waits in line, see {@link waitInLine}.
 *
 * @throws AppError `storage.*`
 */
export async function freeSlot(
  rows: Repository<InteractionEntity>,
  search: SlotSearch,
): Promise<string | null> {
  const { interactionId, personId, slots, now } = search;
  const names = Array.from({ length: slots }, (_, n) => `${personId}:${n}`);
  const others = await storage(
    rows.find({
      select: {
        id: true,
        personSlot: true,
        activeStatus: true,
        leaseUntil: true,
        waitingSince: true,
      },
      where: [
        { id: Not(interactionId), personSlot: In(names) },
        { id: Not(interactionId), waitingPerson: personId, waitingUntil: MoreThan(now) },
      ],
    }),
  );
  const held = others.filter(({ personSlot }) => personSlot !== null);
  const ended = held.filter((each) => hasEnded(each, now));
  const unheld = names.filter((name) => !held.some(({ personSlot }) => personSlot === name));
  const before = others.filter((other) => isBefore(other, search));
  if (before.length >= unheld.length + ended.length) return null;
  const slot = unheld[0] ?? ended[0]?.personSlot ?? null;
  if (slot !== null && unheld.length === 0) await takeFromEnded(rows, slot, now);
  return slot;
}

/**
 * Lets all processes know that a generation waits for a slot of its person, and could run now. To
 * be repeated with each attempt: it counts for {@link WAY_LEFT_MS}.
 *
 * @param version does nothing to a row that has changed since.
 * @throws AppError `storage.*`
 */
export async function waitInLine(
  rows: Repository<InteractionEntity>,
  { interactionId: id, personId, requestedAt, now }: SlotSearch,
  version: number,
): Promise<void> {
  const waitingUntil = new Date(Date.parse(now) + WAY_LEFT_MS).toISOString();
  const place = { waitingPerson: personId, waitingSince: requestedAt, waitingUntil };
  await storage(rows.update({ id, version }, place));
}

/** Whether another generation waits in line, and was requested before the one that needs a slot. */
function isBefore(
  { id, personSlot, waitingSince }: InteractionEntity,
  { interactionId, requestedAt }: SlotSearch,
): boolean {
  if (personSlot !== null || waitingSince === null) return false;
  return waitingSince === requestedAt ? id < interactionId : waitingSince < requestedAt;
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
