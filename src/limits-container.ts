import type { DependencyContainer } from 'tsyringe';

import type { Config } from './config/config.js';
import { KEPT_PER_PERSON } from './config/kept-per-person.js';
import { PERSON_LIMITS } from './config/person-limits.js';
import { DISK_RESERVE, FreeDisk } from './persistence/database/free-disk.js';

/** What keeps one person from taking the bot from the others. */
export function registerLimits(container: DependencyContainer, config: Config): void {
  container.registerInstance(PERSON_LIMITS, config.personLimits);
  const { images, personLimits } = config;
  const folder = images.kind === 'files' ? images.dir : null;
  const minFreeBytes = personLimits.minFreeDiskBytes;
  container.registerInstance(DISK_RESERVE, { folder, minFreeBytes });
  container.registerSingleton(FreeDisk);
  container.registerInstance(KEPT_PER_PERSON, config.keptPerPerson);
}
