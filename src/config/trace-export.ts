import { z } from 'zod';

/** Where traces are sent. */
export interface TraceExport {
  /** With the path of traces. */
  readonly url: string;
  /** May hold a secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
}

/** A collector in the same network often has no certificate, so http is allowed. */
const endpoint = z.string().refine(isEndpoint, {
  error:
    'must be the http or https address of an OpenTelemetry collector, without the path of traces, for example http://127.0.0.1:4318',
});

const HEADERS_RULE =
  'must be name=value, with commas between several and %2C for a comma in a value, for example Authorization=Basic%20dXNlcjpwYXNz';

const headerPairs = z.string().transform((text, context) => {
  const found = headersIn(text);
  if (found !== null) return found;
  context.addIssue({ code: 'custom', message: HEADERS_RULE });
  return z.NEVER;
});

/** The variables of {@link TraceExport}, in OpenTelemetry's names. */
export const TRACE_VARIABLES = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headerPairs.default({}),
  OTEL_SERVICE_NAME: z
    .string()
    .max(100, 'must have at most 100 characters, for example nanobanana')
    .default('nanobanana'),
});

/** Null: no traces are written. */
export function traceExportOf(vars: z.output<typeof TRACE_VARIABLES>): TraceExport | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base } = vars;
  if (base === undefined) return null;
  return {
    url: `${base.replace(/\/+$/, '')}/v1/traces`,
    headers: Object.freeze(vars.OTEL_EXPORTER_OTLP_HEADERS),
    serviceName: vars.OTEL_SERVICE_NAME,
  };
}

/** A shorter value is the name of a tenant or the like, and would be masked in other words. */
const MIN_SECRET_LENGTH = 8;

/** The values that must never appear in any output. */
export function secretsInHeaders({ headers }: TraceExport): string[] {
  return Object.values(headers).filter(({ length }) => length >= MIN_SECRET_LENGTH);
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && search + hash + username === '';
}

/** What W3C Baggage allows of `a=1,b=2`; null: it is something else. */
function headersIn(text: string): Record<string, string> | null {
  const pairs = text.split(',').map((pair) => /^\s*([\w-]+)\s*=\s*([ -~]*?)\s*$/.exec(pair));
  const found: Record<string, string> = {};
  for (const pair of pairs) {
    const [, name, encoded] = pair ?? [];
    const value = encoded === undefined ? null : decoded(encoded);
    if (name === undefined || value === null) return null;
    found[name] = value;
  }
  return found;
}

/** Null: it is not encoded well, or no header could have it. */
function decoded(text: string): string | null {
  try {
    const value = decodeURIComponent(text);
    return /^[ -~]+$/.test(value) ? value : null;
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
