import { AppError } from '../../platform/app-error.js';
import type { Logger } from '../../platform/logger.js';
import { pause } from '../../platform/pause.js';
import type { Duties, HeldDuty } from '../duties.js';
import type { DutyEntity } from '../duty.entity.js';

const LOOK_AGAIN_MS = 1_000;

// Keeps a restore and all other work apart where processes of several machines share a
// database; the locks of a data directory know only their own machine. A process first takes
// its own duty, and looks for those of others then: of two that begin at the same moment, at
// least one sees the other.

/**
 * For a restore: nobody else works on the database until `release`. A process is at work as long as
 * it has any duty.
 *
 * @throws AppError `storage.in_use`, naming who is at work; `storage.*`.
 */
export async function holdForRestore(duties: Duties): Promise<HeldDuty> {
  return holdUnless('restore', duties, ({ owner }) => owner !== duties.owner, inUse);
}

/**
 * For the removal of files that no row names: there is no restore until `release`.
 *
 * @throws AppError `storage.in_use` during a restore, and while another process removes files;
 * `storage.*`.
 */
export async function holdForRemoval(duties: Duties): Promise<HeldDuty> {
  return holdUnless('removal', duties, isRestore, removalRefused);
}

/**
 * Whether a restore is under way. A bot must not work then; it asks when it has a duty already.
 *
 * @throws AppError `storage.*`
 */
export async function isRestoring(duties: Duties): Promise<boolean> {
  return (await duties.held()).some((duty) => isRestore(duty));
}

/**
 * Waits while a restore is under way.
 *
 * @throws AppError `storage.*`, or the reason of `signal`.
 */
export async function restoreEnded(
  duties: Duties,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  if (!(await isRestoring(duties))) return;
  logger.warn('A restore into the database is under way; the bot starts when it is over');
  while (await isRestoring(duties)) await pause(LOOK_AGAIN_MS, signal);
}

async function holdUnless(
  name: 'restore' | 'removal',
  duties: Duties,
  isInTheWay: (duty: DutyEntity) => boolean,
  refused: (others: readonly DutyEntity[]) => AppError,
): Promise<HeldDuty> {
  const duty = await duties.hold(name);
  try {
    const held = await duties.held();
    const others = held.filter((each) => isInTheWay(each) || (duty === null && each.name === name));
    if (duty === null || others.length > 0) throw refused(others);
    return duty;
  } catch (error) {
    await duty?.release();
    throw error;
  }
}

function isRestore({ name }: DutyEntity): boolean {
  return name === 'restore';
}

function inUse(others: readonly DutyEntity[]): AppError {
  return refusal(
    `The database of DATABASE_URL is in use: ${listed(others)}. Nothing was restored; stop every bot, let other commands end, and run it again. A process that was killed is in the way for half a minute.`,
  );
}

function removalRefused(others: readonly DutyEntity[]): AppError {
  const isRemoved = others.every(({ name }) => name === 'removal');
  const what = isRemoved ? 'Another process removes files already' : 'A restore is under way';
  return refusal(
    `${what} on the database of DATABASE_URL: ${listed(others)}. Nothing was changed; run this again when that is over.`,
  );
}

/** At most three, because a big bot has a thousand shards. */
function listed(duties: readonly DutyEntity[]): string {
  const first = duties.slice(0, 3).map(({ process, name }) => `${process} has the duty "${name}"`);
  const more = duties.length - first.length;
  const rest = more > 0 ? [`and there are ${more} more duties`] : [];
  return [...first, ...rest].join(', ') || 'another process has begun at the same time';
}

function refusal(userMessage: string): AppError {
  return new AppError({ code: 'storage.in_use', retryable: true, userMessage });
}
