import type { AppError } from '../../src/platform/app-error.js';
import { keyTaken } from '../../src/persistence/storage-errors.js';
import type { ImageDriver, StoredFile } from '../../src/persistence/images/drivers/image-driver.js';

/** Bytes in memory, with the failures of a real driver on request. */
export class MemoryImageDriver implements ImageDriver {
  readonly concurrency = 2;
  readonly isShared = false;
  readonly rereadAfterMs = [0];
  /** The bytes of every file, by name. */
  readonly files = new Map<string, Buffer>();
  /** Thrown by the next calls, one each. */
  readonly failures: AppError[] = [];
  /** How often bytes were read. */
  reads = 0;
  private readonly storedAtMs = new Map<string, number>();

  async create(key: string, bytes: Buffer): Promise<void> {
    if (this.files.has(key)) throw keyTaken();
    await this.write(key, bytes);
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    this.failIfTold();
    this.files.set(key, Buffer.from(bytes));
    this.storedAtMs.set(key, Date.now());
  }

  async read(key: string): Promise<Buffer | null> {
    this.reads += 1;
    this.failIfTold();
    return this.files.get(key) ?? null;
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    for (const name of this.files.keys()) {
      const file = name.startsWith(prefix) ? await this.stat(name) : null;
      if (file !== null) yield file;
    }
  }

  async stat(name: string): Promise<StoredFile | null> {
    this.failIfTold();
    const bytes = this.files.get(name);
    if (bytes === undefined) return null;
    return { name, byteSize: bytes.length, storedAtMs: this.storedAtMs.get(name) ?? 0 };
  }

  async remove(name: string): Promise<void> {
    this.failIfTold();
    this.files.delete(name);
  }

  private failIfTold(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}
