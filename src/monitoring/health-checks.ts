import { AppError, type ErrorCode } from '../platform/app-error.js';
import type { GenerationQueue } from '../generation/generation-queue.js';
import { probeImageStore } from '../persistence/images/image-store-probe.js';
import type { ImageStore } from '../persistence/images/image-store.js';
import type { PersistenceService } from '../persistence/persistence-service.js';
import { storage } from '../persistence/storage-errors.js';
import type { DiskUsage } from '../persistence/database/disk-usage.js';
import type { GatewayState } from './gateway-state.js';
import type { HealthCheck } from './health-check.js';

/** Checks that every shard receives events from Discord. */
export function gatewayCheck(gateway: GatewayState): HealthCheck {
  return {
    name: 'gateway',
    run: async () => {
      const { isConnected, waitingUntilMs } = gateway;
      if (isConnected) return;
      if (waitingUntilMs === null)
        throw checkFailed('discord.not_connected', 'The bot is not connected to Discord.');
      const until = new Date(waitingUntilMs).toISOString();
      throw checkFailed(
        'discord.few_starts_left',
        `The bot waits until ${until} before it connects, because few of Discord’s starts of today are left.`,
      );
    },
  };
}

/** Checks that the database answers, its file still exists, and its disk has free space. */
export function databaseCheck(persistence: PersistenceService, disk: DiskUsage): HealthCheck {
  return {
    name: 'database',
    run: async () => {
      await persistence.ping();
      const { databaseBytes, freeBytes } = await storage(disk.read());
      // A process can keep using a removed file, but its rows would be lost.
      if (databaseBytes === 0)
        throw checkFailed('storage.database_gone', 'The file of the database was removed.');
      if (freeBytes === 0) throw checkFailed('storage.full', 'The disk of the database is full.');
    },
  };
}

/** Checks that pictures can be stored, read and removed. */
export function imagesCheck(images: ImageStore): HealthCheck {
  return { name: 'images', run: () => probeImageStore(images) };
}

/** Checks that the queue starts waiting generations. */
export function queueCheck(queue: GenerationQueue): HealthCheck {
  return {
    name: 'queue',
    run: async () => {
      if (!queue.load.isTakingWork) throw checkFailed('model.stopping', 'The bot is stopping.');
    },
  };
}

function checkFailed(code: ErrorCode, userMessage: string): AppError {
  return new AppError({ code, retryable: true, userMessage });
}
