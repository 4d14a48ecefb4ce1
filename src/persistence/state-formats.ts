/** The JSON columns of a row, parsed but not yet checked. */
export interface JsonColumns {
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly notes: unknown;
  readonly generation: unknown;
}

/** Turns the columns of one format into those of the next. */
export type FormatUpgrade = (columns: JsonColumns) => JsonColumns;

/** The upgrade at index `n` leads from format `n + 1` to format `n + 2`. */
const UPGRADES: readonly FormatUpgrade[] = [withRetries];

/** Format 2: generations are tried again, and a failure says whether the prompt is its reason. */
function withRetries(columns: JsonColumns): JsonColumns {
  const { generation } = columns;
  if (!isObject(generation)) return columns;
  const { lease: _lease, failure, ...kept } = generation;
  return {
    ...columns,
    generation: {
      ...kept,
      failedTries: 0,
      troubleSince: null,
      retry: null,
      failure: isObject(failure) ? { ...failure, promptIsReason: isAboutPrompt(failure) } : null,
    },
  };
}

function isAboutPrompt({ code }: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof code === 'string' && /^model\.(?:blocked_prompt|blocked_output|text_only)$/.test(code)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The format this program writes. */
export const STATE_FORMAT = UPGRADES.length + 1;

/**
 * Brings columns of any known format to the newest one, step by step. The row itself is rewritten
 * only by its next change.
 *
 * @throws RangeError for a format that this program does not know.
 */
export function upgradeColumns(
  format: number,
  columns: JsonColumns,
  upgrades: readonly FormatUpgrade[] = UPGRADES,
): JsonColumns {
  const newest = upgrades.length + 1;
  if (!Number.isInteger(format) || format < 1 || format > newest) {
    throw new RangeError(`state format ${format}; known are 1 to ${newest}`);
  }
  return upgrades.slice(format - 1).reduce((upgraded, upgrade) => upgrade(upgraded), columns);
}
