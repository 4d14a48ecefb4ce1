import { INTERRUPTED } from '../platform/exit-codes.js';
import type { Shell } from './shell.js';

/**
 * Runs work that Ctrl-C or SIGTERM can end in good order; a second one ends the process at once.
 *
 * @param afterwards what is said then: one sentence about what is there now.
 */
export async function interruptible(
  shell: Shell,
  afterwards: string,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await work(stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    shell.note(`Stopped. ${afterwards}`);
    shell.exitCode = INTERRUPTED;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
