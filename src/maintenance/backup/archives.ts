import { inject, injectable } from 'tsyringe';

import { KEYRING, type Keyring } from '../../persistence/encryption/keyring.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import type { ArchiveEnd } from './archive-format.js';
import { ArchiveReader, type ArchiveVisitor } from './archive-reader.js';
import { ArchiveWriter } from './archive-writer.js';

/** Archives in files: encrypted where there is a master key, and read whether they are or not. */
@injectable()
export class Archives {
  constructor(
    @inject(KEYRING) private readonly keyring: Keyring,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** See {@link ArchiveWriter.open}. */
  async create(file: string): Promise<ArchiveWriter> {
    return ArchiveWriter.open(file, this.clock.now(), this.keyring);
  }

  /** See {@link ArchiveReader.read}. */
  async read(file: string, visitor: ArchiveVisitor): Promise<ArchiveEnd> {
    return ArchiveReader.read(file, visitor, this.keyring);
  }
}
