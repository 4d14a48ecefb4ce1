import { Registry } from 'prom-client';
import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../platform/clock.js';
import { PersistenceService } from '../persistence/persistence-service.js';
import { DiskUsage } from '../persistence/database/disk-usage.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { readGauge } from './read-gauge.js';

/** The numbers change slowly, so the database is not queried more often than this. */
const MAX_AGE_MS = 60_000;

/** The amount of stored data, at most a minute old. */
@injectable()
export class StoreGauges {
  private readAtMs = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> = Promise.resolve();
  private readonly readings: Record<string, number> = {};

  constructor(
    private readonly registry: Registry,
    private readonly persistence: PersistenceService,
    private readonly disk: DiskUsage,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Registers the gauges, once. */
  register(): void {
    this.gauge(
      'stored_interactions',
      'Interactions in the database; of many, within some percent.',
    );
    this.gauge(
      'stored_image_bytes',
      'Bytes of all images that interactions name; of many, within some percent.',
    );
    this.gauge('database_bytes', 'Bytes of the database with its write-ahead log.');
    this.gauge('disk_free_bytes', 'Bytes free on the disk of the database.');
  }

  private gauge(name: string, help: string): void {
    readGauge(this.registry, name, help, async () => {
      await this.refresh();
      return this.readings[name] ?? Number.NaN;
    });
  }

  private async refresh(): Promise<void> {
    if (this.clock.now() - this.readAtMs >= MAX_AGE_MS) {
      this.readAtMs = this.clock.now();
      this.reading = this.read();
    }
    await this.reading;
  }

  private async read(): Promise<void> {
    try {
      const { interactions, imageBytes } = await this.persistence.stats();
      const { databaseBytes, freeBytes } = await this.disk.read();
      Object.assign(this.readings, {
        stored_interactions: interactions,
        stored_image_bytes: imageBytes,
        database_bytes: databaseBytes,
        disk_free_bytes: freeBytes,
      });
    } catch (err) {
      // When the storage fails, the other metrics are especially needed. These keep their old
      // values.
      this.logger.warn({ err }, 'Stored amounts could not be read');
    }
  }
}
