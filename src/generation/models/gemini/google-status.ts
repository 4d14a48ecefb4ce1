import { z } from 'zod';

const DETAIL = z.object({
  /** Of `ErrorInfo`, such as `API_KEY_INVALID`. */
  reason: z.string().nullable().catch(null),
  /** Of `RetryInfo`: a protobuf Duration, as text or as an object. */
  retryDelay: z.unknown().optional(),
  /** Of `QuotaFailure`. */
  violations: z.array(z.object({ quotaId: z.string().catch('') })).catch([]),
});

const STATUS = z.object({
  status: z.string().catch(''),
  message: z.string().catch(''),
  details: z.array(DETAIL).catch([]),
});

/** The used part of the error of Google's APIs (google.rpc.Status). What it lacks is empty. */
export type GoogleStatus = z.output<typeof STATUS>;

const NOTHING: GoogleStatus = { status: '', message: '', details: [] };

/**
 * Reads the body of an error. It may be a list with one error, or text of a server in between.
 *
 * @returns null when it is said to be JSON and is none.
 */
export function googleStatusOf(body: string, isJson: boolean): GoogleStatus | null {
  try {
    const parsed: unknown = JSON.parse(body);
    const [first]: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    const error = z.object({ error: z.unknown() }).safeParse(first).data?.error;
    if (typeof error === 'string') return { ...NOTHING, message: error };
    return STATUS.safeParse(error).data ?? NOTHING;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return isJson ? null : { ...NOTHING, message: isMarkup(body) ? '' : body };
  }
}

/** A page of a proxy says nothing that a person could read on a card. */
function isMarkup(body: string): boolean {
  return /<[a-z!/]/i.test(body);
}
