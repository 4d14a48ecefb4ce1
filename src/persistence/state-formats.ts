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
const UPGRADES: readonly FormatUpgrade[] = [];

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
