import { endedBy } from './ended-by.js';

/** How much of a body is read, and until when. */
export interface BodyLimits {
  readonly maxBytes: number;
  /** Ends the reading, whatever the other side does. */
  readonly signal: AbortSignal;
  /** The error for a body of more than `maxBytes`. */
  readonly tooLarge: () => Error;
  /** Waited for before that many bytes, in all, are kept; nothing more is read meanwhile. */
  readonly admit?: (sizeBytes: number) => Promise<void>;
}

const FIRST_BUFFER_BYTES = 64 * 1024;

/**
 * Reads the whole body of an answer from the network. The other side can neither make it longer
 * than `maxBytes` nor keep it open once the signal has fired. What is left of it is cancelled.
 *
 * @throws the reason of `signal`, the error of `tooLarge`, or what the connection failed with.
 */
export async function readBody(response: Response, limits: BodyLimits): Promise<Buffer> {
  const { maxBytes, signal, tooLarge } = limits;
  if (response.body === null) return Buffer.alloc(0);
  const reader = response.body.getReader();
  try {
    signal.throwIfAborted();
    if (Number(response.headers.get('content-length')) > maxBytes) throw tooLarge();
    // On Node 20 `fetch` may stop following its own signal once garbage was collected.
    return await endedBy(readAll(reader, limits), signal);
  } finally {
    // The other side could delay this as well, and its failure changes nothing: nobody
    // waits for it.
    void Promise.allSettled([reader.cancel()]);
  }
}

/** One buffer that grows: a list of chunks takes far more memory than the body if they are tiny. */
async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { maxBytes, tooLarge, admit }: BodyLimits,
): Promise<Buffer> {
  let bytes = Buffer.alloc(FIRST_BUFFER_BYTES);
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const newSize = size + next.value.length;
    if (newSize > maxBytes) throw tooLarge();
    await admit?.(newSize);
    if (newSize > bytes.length) bytes = Buffer.concat([bytes], Math.max(newSize, bytes.length * 2));
    bytes.set(next.value, size);
    size = newSize;
  }
  return bytes.subarray(0, size);
}
