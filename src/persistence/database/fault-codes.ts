/** What can be wrong with a storage, as far as people have to be told. */
export type FaultKind =
  | 'full'
  | 'readOnly'
  | 'fullDatabase'
  | 'readOnlyDatabase'
  | 'busy'
  | 'unanswered'
  | 'unstorable'
  | 'unreachable'
  | 'refusedLogin'
  | 'noDatabase'
  | 'noPermission';

/** By the error codes of SQLite (https://sqlite.org/rescode.html). */
export const SQLITE_FAULTS: Readonly<Record<string, FaultKind>> = {
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'readOnly',
  SQLITE_PERM: 'readOnly',
  SQLITE_CANTOPEN: 'readOnly',
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
};

/** A statement got no answer, or none that was whole. The server may have carried it out. */
export const UNANSWERED = 'ETIMEDOUT';
/** There is no connection to the server. */
export const CONNECTION_FAILED = 'CONNECTION_FAILED';
/** All connections were in use for too long. */
export const CONNECTIONS_BUSY = 'CONNECTIONS_BUSY';

/**
 * By the error codes of PostgreSQL
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html), and of the way
 * to it (`postgres-driver.ts`).
 */
export const POSTGRES_FAULTS: Readonly<Record<string, FaultKind>> = {
  '53100': 'fullDatabase',
  '25006': 'readOnlyDatabase',
  // A lock, or any statement, took too long.
  '55P03': 'busy',
  '57014': 'busy',
  // Two transactions were in each other's way.
  '40001': 'busy',
  '40P01': 'busy',
  // No connection was free.
  '53300': 'busy',
  [CONNECTIONS_BUSY]: 'busy',
  '22021': 'unstorable',
  '22001': 'unstorable',
  // The connection was lost while a statement was under way.
  [UNANSWERED]: 'unanswered',
  ECONNRESET: 'unanswered',
  EPIPE: 'unanswered',
  // The server ended while a statement was under way.
  '57P01': 'unanswered',
  '57P02': 'unanswered',
  '57P03': 'unreachable',
  [CONNECTION_FAILED]: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  '28000': 'refusedLogin',
  '28P01': 'refusedLogin',
  '3D000': 'noDatabase',
  '42501': 'noPermission',
};

/** What the databases refuse a second row of the same unique value with. */
export const UNIQUE_VIOLATIONS: ReadonlySet<string> = new Set(['SQLITE_CONSTRAINT', '23505']);
