import path from 'node:path';

import 'reflect-metadata';
import type { DataSource, DataSourceOptions } from 'typeorm';

import { isPostgres, postgresOptions } from './src/persistence/database/postgres.js';
import { sqliteOptions } from './src/persistence/database/sqlite.js';
import { CommandRequestEntity } from './src/persistence/command-request.entity.js';
import { DutyEntity } from './src/persistence/duty.entity.js';
import { ErasureEntity } from './src/persistence/erasure.entity.js';
import { EncryptingDataSource } from './src/persistence/encryption/encrypting-data-source.js';
import { NO_KEYS, type Keyring } from './src/persistence/encryption/keyring.js';
import { EncryptionKeyEntity } from './src/persistence/encryption-key.entity.js';
import { EventBeginningEntity } from './src/persistence/event-beginning.entity.js';
import { GatewaySessionEntity } from './src/persistence/gateway-session.entity.js';
import { GonePlaceEntity } from './src/persistence/gone-place.entity.js';
import { ImportedNameEntity } from './src/persistence/imported-name.entity.js';
import { InteractionEntity } from './src/persistence/interaction.entity.js';
import { LedgerEntryEntity } from './src/persistence/ledger-entry.entity.js';
import { CreateInteractionStates1795000000000 } from './src/persistence/migrations/1795000000000-create-interaction-states.js';
import { LeaseGenerations1796000000000 } from './src/persistence/migrations/1796000000000-lease-generations.js';
import { KeepWhatWasMissed1797000000000 } from './src/persistence/migrations/1797000000000-keep-what-was-missed.js';
import { FindUnused1798100000000 } from './src/persistence/migrations/1798100000000-find-unused.js';
import { ImportFormerCards1799000000000 } from './src/persistence/migrations/1799000000000-import-former-cards.js';
import { MoveInteractionsIntoDocuments1800000000000 } from './src/persistence/migrations/1800000000000-move-interactions-into-documents.js';
import { FindByPlace1800100000000 } from './src/persistence/migrations/1800100000000-find-by-place.js';
import { NoteDeletions1800100000001 } from './src/persistence/migrations/1800100000001-note-deletions.js';
import { KeepNotes1801000000000 } from './src/persistence/migrations/1801000000000-keep-notes.js';
import { CountBeginnings1802000000000 } from './src/persistence/migrations/1802000000000-count-beginnings.js';
import { TakeDuties1803000000000 } from './src/persistence/migrations/1803000000000-take-duties.js';
import { ExpandForHotUpdates1804000000000 } from './src/persistence/migrations/1804000000000-expand-for-hot-updates.js';
import { ExpandByPersonSlots1805000000000 } from './src/persistence/migrations/1805000000000-expand-by-person-slots.js';
import { ExpandByWhoBegan1806000000000 } from './src/persistence/migrations/1806000000000-expand-by-who-began.js';
import { ExpandBySuccessors1807000000000 } from './src/persistence/migrations/1807000000000-expand-by-successors.js';
import { ExpandByWaitingPeople1808000000000 } from './src/persistence/migrations/1808000000000-expand-by-waiting-people.js';
import { ExpandByKeptCards1809000000000 } from './src/persistence/migrations/1809000000000-expand-by-kept-cards.js';
import { ExpandByRemovedRequests1809100000000 } from './src/persistence/migrations/1809100000000-expand-by-removed-requests.js';
import { ExpandByHistory1810200000000 } from './src/persistence/migrations/1810200000000-expand-by-history.js';
import { ExpandByModelTurns1812000000000 } from './src/persistence/migrations/1812000000000-expand-by-model-turns.js';
import { ExpandByCommandRequests1813000000000 } from './src/persistence/migrations/1813000000000-expand-by-command-requests.js';
import { ExpandByLedger1815000000000 } from './src/persistence/migrations/1815000000000-expand-by-ledger.js';
import { ExpandByPersonLimits1816000000000 } from './src/persistence/migrations/1816000000000-expand-by-person-limits.js';
import { ExpandByModerationEntries1818000000000 } from './src/persistence/migrations/1818000000000-expand-by-moderation-entries.js';
import { ExpandByErasures1819000000000 } from './src/persistence/migrations/1819000000000-expand-by-erasures.js';
import { ExpandByEncryptionKeys1820000000000 } from './src/persistence/migrations/1820000000000-expand-by-encryption-keys.js';
import { ExpandByServerUse1821000000000 } from './src/persistence/migrations/1821000000000-expand-by-server-use.js';
import { ModelRecordEntity } from './src/persistence/model-record.entity.js';
import { ModelTurnEntity } from './src/persistence/model-turn.entity.js';
import { ModerationEntryEntity } from './src/persistence/moderation-entry.entity.js';
import { NoteEntity } from './src/persistence/note.entity.js';
import { PersonRequestsEntity } from './src/persistence/person-requests.entity.js';
import { RemovedCardEntity } from './src/persistence/removed-card.entity.js';
import { RemovedRequestEntity } from './src/persistence/removed-request.entity.js';

/** The part of the configuration that says where the database is. */
export interface DatabaseLocation {
  readonly dataDir: string;
  /** A SQLite file; null: the default file in the data directory. */
  readonly databaseFile: string | null;
  /** The address of a PostgreSQL database, in place of a file; null: there is none. */
  readonly postgresUrl: string | null;
}

/** A click must be answered or deferred within 3 s, so a longer wait does not help. */
export const CLICK_TIMEOUT_MS = 2_000;

/** Where the database is: the path of a SQLite file, or the address of a PostgreSQL database. */
export function databaseOf({ dataDir, databaseFile, postgresUrl }: DatabaseLocation): string {
  return postgresUrl ?? databaseFile ?? path.join(dataDir, 'nanobanana.sqlite');
}

/**
 * Creates the product's DataSource, not yet initialized. Its schema changes by migrations, never by
 * `synchronize`.
 *
 * @param database the path of a SQLite file, whose folder must exist, or the address of a
 *   PostgreSQL database.
 * @param timeoutMs how long PostgreSQL may take for a statement; 0: any time.
 * @param keyring the keys that texts are encrypted with; by default none is.
 */
export function createDataSource(
  database: string,
  timeoutMs = CLICK_TIMEOUT_MS,
  keyring: Keyring = NO_KEYS,
): DataSource {
  const options: DataSourceOptions = {
    ...(isPostgres(database) ? postgresOptions(database, timeoutMs) : sqliteOptions(database)),
    entities: [
      CommandRequestEntity,
      DutyEntity,
      ErasureEntity,
      EncryptionKeyEntity,
      EventBeginningEntity,
      GatewaySessionEntity,
      GonePlaceEntity,
      ImportedNameEntity,
      InteractionEntity,
      LedgerEntryEntity,
      ModelRecordEntity,
      ModelTurnEntity,
      ModerationEntryEntity,
      NoteEntity,
      PersonRequestsEntity,
      RemovedCardEntity,
      RemovedRequestEntity,
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
      KeepNotes1801000000000,
      CountBeginnings1802000000000,
      TakeDuties1803000000000,
      ExpandForHotUpdates1804000000000,
      ExpandByPersonSlots1805000000000,
      ExpandByWhoBegan1806000000000,
      ExpandBySuccessors1807000000000,
      ExpandByWaitingPeople1808000000000,
      ExpandByKeptCards1809000000000,
      ExpandByRemovedRequests1809100000000,
      ExpandByHistory1810200000000,
      ExpandByModelTurns1812000000000,
      ExpandByCommandRequests1813000000000,
      ExpandByLedger1815000000000,
      ExpandByPersonLimits1816000000000,
      ExpandByModerationEntries1818000000000,
      ExpandByErasures1819000000000,
      ExpandByEncryptionKeys1820000000000,
      ExpandByServerUse1821000000000,
    ],
    migrationsTableName: 'migrations',
    synchronize: false,
  };
  return new EncryptingDataSource(options, keyring);
}

/** For TypeORM's own command line (`npm run migration:show` …). */
export default createDataSource(
  databaseOf({
    dataDir: process.env['BOT_DATA_DIR'] ?? 'bot_data',
    databaseFile: process.env['DATABASE_URL']?.replace(/^sqlite:/, '') ?? null,
    postgresUrl: null,
  }),
);
