import type { DataSource } from 'typeorm';

/** A number of interactions, and the bytes of all images that they name. */
export interface StoredAmount {
  readonly interactions: number;
  readonly imageBytes: number;
}

/** The amount of all that is stored. */
export interface StoredTotals extends StoredAmount {
  /**
   * Whether there are too many interactions to count; the numbers are right within some percent.
   */
  readonly isEstimate?: true;
}

/** The standard error of an estimate is 0.7 percent then. */
const MAX_COUNTED = 20_000;

/** The number of different values of {@link ID_DIGITS} digits. */
const ID_DIGITS = 12;
const ID_SPACE = 16 ** ID_DIGITS;

/** Reads one index, no further than the limit. */
const FIRST_ROWS = `SELECT COUNT(*) AS interactions, CAST(COALESCE(SUM(image_bytes), 0) AS bigint) AS "imageBytes", MAX(id) AS "lastId"
FROM (SELECT id, image_bytes FROM interactions ORDER BY id LIMIT ${MAX_COUNTED}) AS counted`;

/**
 * The totals: exact where there are few interactions, else estimated from the first ones by id. Ids
 * are random, so the first ones are a random sample, and the part of all possible ids that they
 * take up is their part of all interactions.
 */
export async function storedTotals(dataSource: DataSource): Promise<StoredTotals> {
  const [first]: { interactions: number; imageBytes: number; lastId: string | null }[] =
    await dataSource.query(FIRST_ROWS);
  const { interactions = 0, imageBytes = 0, lastId = null } = first ?? {};
  if (lastId === null || interactions < MAX_COUNTED) return { interactions, imageBytes };
  const digits = lastId.replaceAll('-', '').slice(0, ID_DIGITS);
  const part = (Number.parseInt(digits, 16) + 1) / ID_SPACE;
  return {
    interactions: Math.round((interactions - 1) / part),
    imageBytes: Math.round((imageBytes / interactions) * ((interactions - 1) / part)),
    isEstimate: true,
  };
}
