import type { DataSource } from 'typeorm';

import { createDataSource } from '../../ormconfig.js';
import { isPostgres } from '../../src/persistence/database/postgres.js';
import type { Keyring } from '../../src/persistence/encryption/keyring.js';

const PATIENCE_MS = 60_000;

/**
 * The product's data source, not yet initialized, which waits longer than a click would: a machine
 * that stands still for seconds makes no statement fail.
 */
export function patientDataSource(database: string, keyring?: Keyring): DataSource {
  const dataSource = createDataSource(database, PATIENCE_MS, keyring);
  if (isPostgres(database)) dataSource.setOptions({ connectTimeoutMS: PATIENCE_MS });
  return dataSource;
}
