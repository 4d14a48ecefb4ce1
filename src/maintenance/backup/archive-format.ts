import { z } from 'zod';

import { OUTPUT_LIMITS } from '../../imaging/limits.js';
import { INTERACTION_ID_PATTERN } from '../../interactions/interaction-id.js';

/** The entries of an archive that are neither an image nor an interaction; see docs/backup-format.md. */
export const MANIFEST = 'manifest.json';
export const CHECKSUMS = 'SHA256SUMS';
export const END = 'end.json';

/** The version of the archive's layout that this program writes. */
export const ARCHIVE_VERSION = 1;

/** What an archive may hold, so that reading one costs a known amount of memory and time. */
export const ARCHIVE_LIMITS = {
  maxEntries: 100_000_000,
  maxImageBytes: OUTPUT_LIMITS.maxBytes,
  maxJsonBytes: 16 * 1024 * 1024,
  maxImagesOfInteraction: 10_000,
  /** Names are written to headers that take 255 characters; no store gives longer ones. */
  maxNameLength: 255,
  /** Uncompressed by compressed bytes; images hardly shrink, and repetitive JSON stays below. */
  maxRatio: 200,
  /** So many bytes may be unpacked before the ratio counts. */
  ratioCountsFromBytes: 64 * 1024 * 1024,
} as const;

const INTERACTION_ENTRY = new RegExp(`^interactions/(${INTERACTION_ID_PATTERN})\\.json$`);

/** The name of an interaction's entry. */
export function interactionEntry(id: string): string {
  return `interactions/${id}.json`;
}

/** The interaction whose entry has this name; null where it is no interaction's. */
export function interactionIdOfEntry(name: string): string | null {
  return INTERACTION_ENTRY.exec(name)?.[1] ?? null;
}

/** The first entry. */
export const manifestSchema = z.object({
  format: z.literal('nanobanana-backup'),
  formatVersion: z.int().positive(),
  productVersion: z.string().max(100),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
});

export type ArchiveManifest = z.output<typeof manifestSchema>;

const count = z.int().nonnegative();

/** The last entry: an archive without it is not whole. */
export const endSchema = z.object({
  interactions: count,
  images: count,
  imageBytes: count,
  /** SHA-256 of `SHA256SUMS`, and so of everything before it. */
  checksumsSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type ArchiveEnd = z.output<typeof endSchema>;
