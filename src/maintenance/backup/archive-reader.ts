import { createHash } from 'node:crypto';

import { imagesOf } from '../../interactions/images-of.js';
import { interactionIdIn } from '../../persistence/images/image-keys.js';
import type { Keyring } from '../../persistence/encryption/keyring.js';
import { archiveEntries, bytesOf, quoted, type ArchiveEntry } from './archive-entries.js';
import {
  ARCHIVE_LIMITS,
  ARCHIVE_VERSION,
  CHECKSUMS,
  END,
  endSchema,
  interactionIdOfEntry,
  MANIFEST,
  manifestSchema,
  type ArchiveEnd,
  type ArchiveManifest,
} from './archive-format.js';
import { archiveRefused } from './archive-refused.js';
import { readArchivedInteraction, type ArchivedInteraction } from './archived-interaction.js';

/** Receives the contents of an archive in order. */
export interface ArchiveVisitor {
  /** The first entry, if anybody wants to know. */
  readonly manifest?: (manifest: ArchiveManifest) => void;
  /** An image. The interaction that names it comes later, or never. */
  readonly image: (key: string, bytes: Buffer) => Promise<void>;
  /** A complete interaction: all its images came before, or are known to be missing. */
  readonly interaction: (archived: ArchivedInteraction) => Promise<void>;
}

interface SeenImage {
  readonly sha256: string;
  readonly byteSize: number;
}

/**
 * Reads and checks an archive from beginning to end. The archive is valid only if `read` returns.
 *
 * Interactions are ordered by id, and each follows its images. So duplicates are detected, and only
 * the image names of one interaction are kept in memory.
 */
export class ArchiveReader {
  private readonly digest = createHash('sha256');
  private readonly images = new Map<string, SeenImage>();
  private imagesOwner = '';
  private lastId = '';
  private interactions = 0;
  private imageCount = 0;
  private imageBytes = 0;
  private checksumsSha256: string | null = null;
  private end: ArchiveEnd | null = null;

  private constructor(private readonly visitor: ArchiveVisitor) {}

  /**
   * @returns the archive's own summary, which was checked.
   * @throws AppError `storage.archive_refused` with the reason; `storage.no_archive`; any error of
   * the visitor.
   */
  static async read(file: string, visitor: ArchiveVisitor, keyring: Keyring): Promise<ArchiveEnd> {
    const reader = new ArchiveReader(visitor);
    let isFirst = true;
    for await (const entry of archiveEntries(file, keyring)) {
      if (reader.end !== null)
        throw archiveRefused(`something follows its end: ${quoted(entry.name)}.`);
      if (isFirst !== (entry.name === MANIFEST)) {
        throw archiveRefused(`it has to begin with one ${MANIFEST}; this is no backup.`);
      }
      await reader.take(entry);
      isFirst = false;
    }
    if (reader.end === null) throw archiveRefused(`it breaks off: ${END} is missing.`);
    return reader.end;
  }

  private async take(entry: ArchiveEntry): Promise<void> {
    const { name } = entry;
    if (name === END) return this.takeEnd(await bytesOf(entry, ARCHIVE_LIMITS.maxJsonBytes));
    if (this.checksumsSha256 !== null) {
      throw archiveRefused(`${quoted(name)} is behind the checksums.`);
    }
    if (name === CHECKSUMS) return this.takeChecksums(entry);
    const id = interactionIdOfEntry(name);
    const { maxImageBytes, maxJsonBytes } = ARCHIVE_LIMITS;
    const isImage = id === null && name !== MANIFEST;
    const owner = isImage ? ownerOf(name) : null;
    const bytes = await bytesOf(entry, isImage ? maxImageBytes : maxJsonBytes);
    const sha256 = sha256Of(bytes);
    this.digest.update(`${sha256}  ${name}\n`);
    if (id !== null) return this.takeInteraction(id, bytes);
    if (owner === null) {
      const manifest = readManifest(bytes);
      return this.visitor.manifest?.(manifest);
    }
    this.noteImage(owner, name, { sha256, byteSize: bytes.length });
    await this.visitor.image(name, bytes);
  }

  private noteImage(owner: string, key: string, image: SeenImage): void {
    if (owner <= this.lastId || owner < this.imagesOwner || this.images.has(key)) {
      throw archiveRefused(`the image ${quoted(key)} is there twice, or out of its order.`);
    }
    if (owner !== this.imagesOwner) this.images.clear();
    this.imagesOwner = owner;
    this.images.set(key, image);
    this.imageCount += 1;
    this.imageBytes += image.byteSize;
    if (this.images.size > ARCHIVE_LIMITS.maxImagesOfInteraction) {
      throw archiveRefused(`the interaction ${owner} has too many images.`);
    }
  }

  private async takeInteraction(id: string, bytes: Buffer): Promise<void> {
    if (id <= this.lastId || id < this.imagesOwner) {
      throw archiveRefused(`the interaction ${id} is there twice, or out of its order.`);
    }
    const archived = readArchivedInteraction(id, bytes);
    const missing = new Set(archived.missingImages);
    for (const { key, sha256, byteSize } of imagesOf(archived.state)) {
      const seen = this.images.get(key);
      if (seen === undefined && missing.has(key)) continue;
      if (seen === undefined) throw archiveRefused(`the image ${quoted(key)} is missing.`);
      if (seen.sha256 !== sha256 || seen.byteSize !== byteSize) {
        throw archiveRefused(`the image ${quoted(key)} has a wrong checksum or size.`);
      }
    }
    this.images.clear();
    this.lastId = id;
    this.interactions += 1;
    await this.visitor.interaction(archived);
  }

  private async takeChecksums({ chunks }: ArchiveEntry): Promise<void> {
    const read = createHash('sha256');
    for await (const chunk of chunks) read.update(chunk);
    this.checksumsSha256 = read.digest('hex');
    if (this.checksumsSha256 !== this.digest.digest('hex')) {
      throw archiveRefused(`the checksums in ${CHECKSUMS} are not those of its entries.`);
    }
  }

  private takeEnd(bytes: Buffer): void {
    const end = parsed(END, () => endSchema.parse(JSON.parse(bytes.toString('utf8'))));
    const isTrue =
      end.checksumsSha256 === this.checksumsSha256 &&
      end.interactions === this.interactions &&
      end.images === this.imageCount &&
      end.imageBytes === this.imageBytes;
    if (!isTrue) throw archiveRefused(`${END} tells something else than the archive holds.`);
    this.end = end;
  }
}

function readManifest(bytes: Buffer): ArchiveManifest {
  const manifest = parsed(MANIFEST, () => manifestSchema.parse(JSON.parse(bytes.toString('utf8'))));
  const { formatVersion, productVersion } = manifest;
  if (formatVersion > ARCHIVE_VERSION) {
    throw archiveRefused(
      `its format is ${formatVersion}, of version ${productVersion} of this program; this one knows up to ${ARCHIVE_VERSION}.`,
    );
  }
  return manifest;
}

/** The interaction id in an image's name. */
function ownerOf(name: string): string {
  const owner = name.length > ARCHIVE_LIMITS.maxNameLength ? null : interactionIdIn(name);
  if (owner !== null && !name.endsWith('.tmp')) return owner;
  throw archiveRefused(`it holds something that belongs into no backup: ${quoted(name)}.`);
}

function parsed<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw archiveRefused(`${name} is damaged.`, cause);
  }
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
