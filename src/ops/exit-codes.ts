import { AppError } from '../app-error.js';

/** Exit codes of sysexits.h, which process supervisors know. */
const UNAVAILABLE = 69;
const SOFTWARE = 70;
const IO_ERROR = 74;
const TEMPORARY_FAILURE = 75;
const CONFIGURATION = 78;

/** The code that a process ends with when `error` ended it. */
export function exitCodeFor(error: unknown): number {
  if (!(error instanceof AppError)) return SOFTWARE;
  if (error.code === 'storage.in_use') return TEMPORARY_FAILURE;
  if (error.code.startsWith('config.')) return CONFIGURATION;
  if (error.code.startsWith('storage.')) return IO_ERROR;
  return error.code.startsWith('discord.') ? UNAVAILABLE : SOFTWARE;
}
