/**
 * The result of `work`, if `signal` does not fire first. The work itself may go on; nobody waits
 * for it any more. For work that does not obey a signal, or not under all circumstances.
 *
 * @throws the reason of `signal`, or what `work` fails with.
 */
export async function endedBy<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let end!: (reason: unknown) => void;
  const aborted = new Promise<never>((_resolve, reject) => {
    end = reject;
  });
  const onAbort = (): void => end(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    // Not by the option `signal`: with it, Node keeps the listener, and so the result of the work,
    // for as long as the signal lives, and libraries make signals live long.
    signal.removeEventListener('abort', onAbort);
  }
}
