import { Cleanup } from '../../src/maintenance/retention/cleanup.js';
import { DueRemovals } from '../../src/maintenance/retention/due-removals.js';
import { LeftPlaces } from '../../src/maintenance/retention/left-places.js';
import { OrphanSweep } from '../../src/maintenance/retention/orphan-sweep.js';
import type { ImageStore } from '../../src/persistence/images/image-store.js';
import { Notes } from '../../src/persistence/notes.js';
import { PersonRequests } from '../../src/persistence/person-requests.js';
import { StoredRights } from '../../src/persistence/stored-rights.js';
import type { TestDatabase } from './test-database.js';

type Parts = Pick<TestDatabase, 'clock' | 'dataSource' | 'inventory' | 'logger' | 'places'>;

/** A cleanup of a real database; previews that nobody confirms stay as all others unless told. */
export function cleanupOn(
  { clock, dataSource, inventory, logger, places }: Parts,
  images: ImageStore,
  previewHours = 0,
): Cleanup {
  const left = new LeftPlaces(places, inventory, clock);
  const rights = new StoredRights(new Notes(dataSource), logger);
  const requests = new PersonRequests(dataSource, clock);
  const keeping = { retentionDays: 30, previewHours };
  const removals = new DueRemovals(left, requests, rights, keeping, clock);
  return new Cleanup(inventory, new OrphanSweep(images, inventory), removals, images, clock);
}
