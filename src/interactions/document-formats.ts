/**
 * The upgrades from each stored format to the next one. An upgrade is never changed. A field that
 * is only added needs no upgrade, because its default in the schema fills it in.
 */
const UPGRADES: readonly ((document: Document) => Document)[] = [toFormat2, toFormat3];

/** The format that this program writes. */
export const DOCUMENT_FORMAT = UPGRADES.length + 1;

type Document = Readonly<Record<string, unknown>>;

/**
 * Upgrades a stored document to the newest format. The schema then checks whether it is a complete
 * state.
 *
 * @throws RangeError for a format that this program does not know.
 */
export function upgradeDocument(
  format: number,
  document: unknown,
  upgrades: readonly ((document: Document) => Document)[] = UPGRADES,
): unknown {
  const newest = upgrades.length + 1;
  if (!Number.isInteger(format) || format < 1 || format > newest) {
    throw new RangeError(`state format ${format}; known are 1 to ${newest}`);
  }
  if (!isObject(document)) return document;
  return upgrades.slice(format - 1).reduce((upgraded, upgrade) => upgrade(upgraded), document);
}

/** Format 2 adds retries, and whether the prompt is the reason of a failure. */
function toFormat2(document: Document): Document {
  const { generation } = document;
  if (!isObject(generation)) return document;
  const { lease: _lease, failure, ...kept } = generation;
  return {
    ...document,
    generation: {
      ...kept,
      failedTries: 0,
      troubleSince: null,
      retry: null,
      failure: isObject(failure) ? { ...failure, promptIsReason: isAboutPrompt(failure) } : null,
    },
  };
}

function isAboutPrompt({ code }: Document): boolean {
  return (
    typeof code === 'string' && /^model\.(?:blocked_prompt|blocked_output|text_only)$/.test(code)
  );
}

/** Format 3 renames fields of a generation. */
function toFormat3(document: Document): Document {
  const { generation } = document;
  if (!isObject(generation)) return document;
  const { claims, failedTries, troubleSince, retry, failure, ...kept } = generation;
  return {
    ...document,
    generation: {
      ...kept,
      ...(claims !== undefined && { attempts: claims }),
      failures: failedTries,
      firstFailureAt: troubleSince,
      retry: isObject(retry) ? { ...retry, failure: withUserMessage(retry['failure']) } : retry,
      failure: withUserMessage(failure),
    },
  };
}

function withUserMessage(failure: unknown): unknown {
  if (!isObject(failure)) return failure;
  const { sentence, ...kept } = failure;
  return { ...kept, userMessage: sentence };
}

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
