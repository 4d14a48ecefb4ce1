import type { InjectionToken } from 'tsyringe';

/**
 * Whether this process is the only one that works with its database, so that all former ones are
 * dead: with SQLite, because the lock of the directory was free. With PostgreSQL others may be
 * alive, and nothing may be taken from them.
 */
export const IS_ONLY_PROCESS: InjectionToken<boolean> = Symbol('is only process');
