import { In, type DataSource } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { DUTY_LEASE_MS } from './duties.js';
import { DutyEntity } from './duty.entity.js';
import { EventBeginningEntity } from './event-beginning.entity.js';
import { decodeRow } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/**
 * Ends the leases of a process that is known to be dead, so that nobody waits for their end:
 * those of its duties, and of the generations that it had begun. What it had begun counts as what
 * it died over.
 *
 * @param owner what the process was called as an owner of duties.
 * @throws AppError `storage.*`
 */
export async function endLeasesOf(dataSource: DataSource, owner: string, now: Date): Promise<void> {
  const beginnings = dataSource.getRepository(EventBeginningEntity);
  const begun = await storage(beginnings.findBy({ process: owner }));
  const rows = dataSource.getRepository(InteractionEntity);
  const running = await storage(rows.findBy({ activeStatus: 'running' }));
  const ids = new Set(begun.map(({ id }) => id));
  const left = running.filter((row) => ids.has(generationIdOf(row) ?? ''));
  for (const { id, leaseOwner } of left) {
    const lease = { id, leaseOwner: leaseOwner ?? '', activeStatus: 'running' };
    await storage(rows.update(lease, { leaseUntil: now.toISOString() }));
  }
  // What is younger may be that of a process that was replaced, and lives a little longer.
  const begunAt = new Date(now.getTime() - DUTY_LEASE_MS).toISOString();
  if (ids.size > 0) {
    await storage(beginnings.update({ id: In([...ids]), process: owner }, { begunAt }));
  }
  // Last, so that a kill in between leaves something to do for the next start.
  await storage(dataSource.getRepository(DutyEntity).delete({ owner }));
}

function generationIdOf(row: InteractionEntity): string | null {
  try {
    return decodeRow(row).generation?.id ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
