import { z } from 'zod';

import { OUTPUT_LIMITS } from '../../imaging/limits.js';
import { INTERACTION_ID_PATTERN } from '../../interactions/interaction-id.js';

/**
 * The entries of an archive that are neither images nor interactions; see docs/backup-format.md.
 */
export const MANIFEST = 'manifest.json';
export const CHECKSUMS = 'SHA256SUMS';
export const END = 'end.json';

/** The version of the archive layout that this program writes. */
export const ARCHIVE_VERSION = 1;

/** The limits of an archive. They bound the memory and time that reading it costs. */
export const ARCHIVE_LIMITS = {
  maxEntries: 100_000_000,
  maxImageBytes: OUTPUT_LIMITS.maxBytes,
  maxJsonBytes: 16 * 1024 * 1024,
  maxImagesOfInteraction: 10_000,
  /** Of what models need to go on from the pictures of one interaction, the newest first. */
  maxTurnBytes: 8 * 1024 * 1024,
  /** Tar headers hold 255 characters; no store produces longer names. */
  maxNameLength: 255,
  /**
   * Uncompressed to compressed bytes. Images hardly shrink, and repetitive JSON stays below this.
   */
  maxRatio: 200,
  /** The ratio is checked only after this many bytes. */
  ratioCountsFromBytes: 64 * 1024 * 1024,
} as const;

const INTERACTION_ENTRY = new RegExp(`^interactions/(${INTERACTION_ID_PATTERN})\\.json$`);

/** The name of an interaction's entry. */
export function interactionEntry(id: string): string {
  return `interactions/${id}.json`;
}

/** The interaction id in the name of an entry; null for other entries. */
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

/** The last entry. An archive without it is incomplete. */
export const endSchema = z.object({
  interactions: count,
  images: count,
  imageBytes: count,
  /** SHA-256 of `SHA256SUMS`, and so of everything before it. */
  checksumsSha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export type ArchiveEnd = z.output<typeof endSchema>;
