import type { DataSource } from 'typeorm';

import { storage } from '../storage-errors.js';
import { postgresState } from './postgres.js';

/** What a database server says of itself. */
export interface ServerState {
  /** Its clock, as a timestamp. */
  readonly timeMs: number;
  /** How many connections it takes from users who are no administrators. */
  readonly connections: number;
}

/**
 * What the server says; null: the database is a file.
 *
 * @throws AppError `storage.*`
 */
export async function readServerState(dataSource: DataSource): Promise<ServerState | null> {
  return dataSource.options.type === 'postgres' ? storage(postgresState(dataSource)) : null;
}
