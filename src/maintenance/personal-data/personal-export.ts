import { inject, injectable } from 'tsyringe';

import { NO_KEYS } from '../../persistence/encryption/keyring.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { ArchiveWriter } from '../backup/archive-writer.js';
import { ExportEntries } from './export-entries.js';

/** What an export holds. */
export interface ExportReport {
  readonly file: string;
  /** Of the archive. */
  readonly byteSize: number;
  readonly interactions: number;
  readonly images: number;
  readonly imageBytes: number;
}

/** Writes what the bot has stored of a person into one archive. */
@injectable()
export class PersonalExport {
  constructor(
    private readonly entries: ExportEntries,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param file the path of the archive; it must not exist. Only its owner can read it.
   * @param onProgress hears how many interactions are in it.
   * @throws AppError `storage.*`, or the reason of `signal`. Then there is no archive.
   */
  async write(
    personId: string,
    file: string,
    signal: AbortSignal,
    onProgress: (interactions: number) => void = () => undefined,
  ): Promise<ExportReport> {
    // Who gets their data has no key.
    const writer = await ArchiveWriter.open(file, this.clock.now(), NO_KEYS);
    const counts = { interactions: 0, images: 0, imageBytes: 0 };
    try {
      for await (const { kind, name, bytes } of this.entries.of(personId)) {
        signal.throwIfAborted();
        await writer.add(name, bytes);
        if (kind === 'interaction') counts.interactions += 1;
        if (kind === 'image') counts.images += 1;
        if (kind === 'image') counts.imageBytes += bytes.length;
        onProgress(counts.interactions);
      }
      return { file, byteSize: await writer.finish(counts), ...counts };
    } finally {
      await writer.discard();
    }
  }
}
