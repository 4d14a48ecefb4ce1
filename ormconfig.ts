import path from 'node:path';

import 'reflect-metadata';
import { DataSource } from 'typeorm';

import { sqliteOptions } from './src/persistence/database/sqlite.js';
import { GatewaySessionEntity } from './src/persistence/gateway-session.entity.js';
import { GonePlaceEntity } from './src/persistence/gone-place.entity.js';
import { ImportedNameEntity } from './src/persistence/imported-name.entity.js';
import { InteractionEntity } from './src/persistence/interaction.entity.js';
import { CreateInteractionStates1795000000000 } from './src/persistence/migrations/1795000000000-create-interaction-states.js';
import { LeaseGenerations1796000000000 } from './src/persistence/migrations/1796000000000-lease-generations.js';
import { KeepWhatWasMissed1797000000000 } from './src/persistence/migrations/1797000000000-keep-what-was-missed.js';
import { FindUnused1798100000000 } from './src/persistence/migrations/1798100000000-find-unused.js';
import { ImportFormerCards1799000000000 } from './src/persistence/migrations/1799000000000-import-former-cards.js';
import { MoveInteractionsIntoDocuments1800000000000 } from './src/persistence/migrations/1800000000000-move-interactions-into-documents.js';
import { FindByPlace1800100000000 } from './src/persistence/migrations/1800100000000-find-by-place.js';
import { NoteDeletions1800100000001 } from './src/persistence/migrations/1800100000001-note-deletions.js';
import { ModelRecordEntity } from './src/persistence/model-record.entity.js';

/** The part of the configuration that says where the database is. */
export interface DatabaseLocation {
  readonly dataDir: string;
  /** Null: the default file in the data directory. */
  readonly databaseFile: string | null;
}

/** The path of the SQLite file. */
export function databaseFileOf({ dataDir, databaseFile }: DatabaseLocation): string {
  return databaseFile ?? path.join(dataDir, 'nanobanana.sqlite');
}

/**
 * Creates the product's DataSource, not yet initialized. Its schema changes by migrations, never by
 * `synchronize`.
 *
 * @param databaseFile path of the SQLite file; its folder must exist.
 */
export function createDataSource(databaseFile: string): DataSource {
  return new DataSource({
    ...sqliteOptions(databaseFile),
    entities: [
      GatewaySessionEntity,
      GonePlaceEntity,
      ImportedNameEntity,
      InteractionEntity,
      ModelRecordEntity,
    ],
    migrations: [
      CreateInteractionStates1795000000000,
      LeaseGenerations1796000000000,
      KeepWhatWasMissed1797000000000,
      FindUnused1798100000000,
      ImportFormerCards1799000000000,
      MoveInteractionsIntoDocuments1800000000000,
      FindByPlace1800100000000,
      NoteDeletions1800100000001,
    ],
    migrationsTableName: 'migrations',
    synchronize: false,
  });
}

/** For TypeORM's own command line (`npm run migration:show` …). */
export default createDataSource(
  databaseFileOf({
    dataDir: process.env['BOT_DATA_DIR'] ?? 'bot_data',
    databaseFile: process.env['DATABASE_URL']?.replace(/^sqlite:/, '') ?? null,
  }),
);
