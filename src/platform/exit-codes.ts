import { AppError } from './app-error.js';

/** The exit code of a command that has found something wrong, or was not confirmed. */
export const PROBLEMS_FOUND = 1;

/** Exit codes of sysexits.h, which process supervisors understand. */
export const USAGE = 64;
const DATA_ERROR = 65;
const NO_INPUT = 66;
const UNAVAILABLE = 69;
const SOFTWARE = 70;
const CANNOT_CREATE = 73;
const IO_ERROR = 74;
const TEMPORARY_FAILURE = 75;
/** Another process serves the shards; a start makes this one stand by. */
const SHARD_LOST = 76;
export const CONFIGURATION = 78;
/** What a shell reports of a command that Ctrl-C ended (128 and the number of SIGINT). */
export const INTERRUPTED = 130;
/** What shells say of a process that a signal ended: 128 and the number of SIGKILL. */
export const KILLED = 137;

const NO_INPUTS = new Set(['state.not_found', 'storage.no_archive', 'usage.no_bot_data']);
const HELPED_BY_A_START = new Set([
  'storage.in_use',
  'storage.unreachable',
  'discord.sharding_required',
]);
const BADLY_CONFIGURED = new Set(['model.unauthorised', 'model.project', 'model.unknown_model']);
const IN_THE_WAY = new Set(['storage.file_exists', 'storage.not_empty']);

/** The exit code of a process that `error` ended. */
export function exitCodeFor(error: unknown): number {
  if (!(error instanceof AppError)) return SOFTWARE;
  if (error.code === 'discord.shard_lost') return SHARD_LOST;
  if (HELPED_BY_A_START.has(error.code)) return TEMPORARY_FAILURE;
  if (NO_INPUTS.has(error.code)) return NO_INPUT;
  if (error.code === 'usage.interrupted') return INTERRUPTED;
  if (error.code.startsWith('usage.')) return USAGE;
  if (error.code === 'state.unreadable' || error.code === 'storage.archive_refused') {
    return DATA_ERROR;
  }
  if (IN_THE_WAY.has(error.code)) return CANNOT_CREATE;
  if (error.code.startsWith('config.') || BADLY_CONFIGURED.has(error.code)) return CONFIGURATION;
  if (error.code.startsWith('storage.')) return IO_ERROR;
  return /^(?:discord|model)\./.test(error.code) ? UNAVAILABLE : SOFTWARE;
}
