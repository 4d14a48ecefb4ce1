import { AppError, type ErrorCode } from '../platform/app-error.js';
import type { GenerationQueue } from '../generation/generation-queue.js';
import { probeImageStore } from '../persistence/images/image-store-probe.js';
import type { ImageStore } from '../persistence/images/image-store.js';
import type { PersistenceService } from '../persistence/persistence-service.js';
import { storage } from '../persistence/storage-errors.js';
import type { DiskUsage } from '../persistence/database/disk-usage.js';
import type { GatewayState } from './gateway-state.js';
import type { HealthCheck } from './health-check.js';

/** Whether Discord sends events, on every shard. */
export function gatewayCheck(gateway: GatewayState): HealthCheck {
  return {
    name: 'gateway',
    run: async () => {
      if (!gateway.isConnected)
        throw unwell('discord.not_connected', 'The bot is not connected to Discord.');
    },
  };
}

/** Whether the database answers, its file is still there, and its disk has room. */
export function databaseCheck(persistence: PersistenceService, disk: DiskUsage): HealthCheck {
  return {
    name: 'database',
    run: async () => {
      await persistence.ping();
      const { databaseBytes, freeBytes } = await storage(disk.read());
      // The process would go on with a file that was removed, and nobody would find its rows again.
      if (databaseBytes === 0)
        throw unwell('storage.database_gone', 'The file of the database was removed.');
      if (freeBytes === 0) throw unwell('storage.full', 'The disk of the database is full.');
    },
  };
}

/** Whether pictures can be stored, read and removed. */
export function imagesCheck(images: ImageStore): HealthCheck {
  return { name: 'images', run: () => probeImageStore(images) };
}

/** Whether what waits for a picture is going to be started. */
export function queueCheck(queue: GenerationQueue): HealthCheck {
  return {
    name: 'queue',
    run: async () => {
      if (!queue.load.isTakingWork) throw unwell('model.stopping', 'The bot is stopping.');
    },
  };
}

function unwell(code: ErrorCode, userMessage: string): AppError {
  return new AppError({ code, retryable: true, userMessage });
}
