import { Cleanup } from '../../src/maintenance/retention/cleanup.js';
import { DueRemovals } from '../../src/maintenance/retention/due-removals.js';
import { OrphanSweep } from '../../src/maintenance/retention/orphan-sweep.js';
import type { ImageStore } from '../../src/persistence/images/image-store.js';
import { PersonRequests } from '../../src/persistence/person-requests.js';
import type { TestDatabase } from './test-database.js';

type Parts = Pick<TestDatabase, 'clock' | 'dataSource' | 'inventory' | 'places'>;

/** A cleanup of a real database; previews that nobody confirms stay as all others unless told. */
export function cleanupOn(
  { clock, dataSource, inventory, places }: Parts,
  images: ImageStore,
  previewHours = 0,
): Cleanup {
  const requests = new PersonRequests(dataSource, clock);
  const keeping = { retentionDays: 30, previewHours };
  const removals = new DueRemovals(inventory, places, requests, keeping, clock);
  return new Cleanup(inventory, new OrphanSweep(images, inventory), removals, images, clock);
}
