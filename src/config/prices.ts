import type { InjectionToken } from 'tsyringe';
import { z } from 'zod';

import { readSmallFile } from './small-file.js';

/** What Google bills for a model: US dollars for a million tokens, by kind. */
export interface ModelPrice {
  readonly input: number;
  /** Words and thoughts. */
  readonly text: number;
  readonly image: number;
  /** How many tokens a picture has, by the model's own name for its size. */
  readonly imageTokens: Readonly<Record<string, number>>;
  /** The day (UTC) of the table that it is from. */
  readonly date: string;
}

/** The prices of models by their names. A model that is not in it has a price that nobody knows. */
export type Prices = ReadonlyMap<string, ModelPrice>;

export const PRICES: InjectionToken<Prices> = Symbol('prices');

const TABLE_DATE = '2026-10-07';

/** From https://ai.google.dev/gemini-api/docs/pricing, as of the date of the table. */
const KNOWN: Prices = new Map(
  Object.entries({
    'gemini-nano-banana-2.1': {
      input: 1.5,
      text: 7.5,
      image: 30,
      imageTokens: { '1K': 1120, '2K': 1680, '4K': 3780 },
    },
    'gemini-3.1-flash-image': {
      input: 0.5,
      text: 3,
      image: 60,
      imageTokens: { '512': 747, '1K': 1120, '2K': 1680, '4K': 2520 },
    },
    'gemini-3.1-flash-lite-image': {
      input: 0.25,
      text: 1.5,
      image: 30,
      imageTokens: { '1K': 1120 },
    },
    'gemini-3-pro-image': {
      input: 2,
      text: 12,
      image: 120,
      imageTokens: { '1K': 1120, '2K': 1120, '4K': 2000 },
    },
  }).map(([name, price]) => [name, Object.freeze({ ...price, date: TABLE_DATE })]),
);

/**
 * With both limits the pictures of one request come to some hundred dollars at most: the ledger
 * counts micro-dollars in integers of 32 bits, which end at 2,147 dollars.
 */
const dollars = z.number().nonnegative().max(1_000);
const pictureTokens = z.int().nonnegative().max(100_000);

/** The file of `PRICES_FILE`: a table with its day, whose models go before the known ones. */
const table = z.strictObject({
  date: z.iso.date(),
  models: z.record(
    z.string().min(1).max(100),
    z.strictObject({
      input: dollars,
      text: dollars,
      image: dollars,
      imageTokens: z.record(z.string().min(1).max(8), pictureTokens),
    }),
  ),
});

/** A table is small. */
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * The prices that hold where `PRICES_FILE` is set to `file`.
 *
 * @returns what is wrong with the file, in place of prices, when it cannot be used.
 */
export function pricesOf(file: string | undefined): Prices | string {
  if (file === undefined) return KNOWN;
  const found = readSmallFile(file, MAX_FILE_BYTES);
  if ('flaw' in found) return `must name a file that can be read, of at most 1 MiB, ${EXAMPLE}`;
  const read = table.safeParse(jsonIn(found.text));
  if (!read.success) return `${problemOf(read.error)}; docs/costs.md shows the form, ${EXAMPLE}`;
  const { date, models } = read.data;
  const own = Object.entries(models).map(
    ([name, price]) => [name, Object.freeze({ ...price, date })] as const,
  );
  return new Map([...KNOWN, ...own]);
}

const EXAMPLE = 'for example /etc/nanobanana/prices.json';

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf({ issues: [first] }: z.ZodError): string {
  const at = first?.path.length ? ` at ${first.path.join('.')}` : '';
  return `names a file that is no table of prices${at}`;
}
