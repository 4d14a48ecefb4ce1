import type { InjectionToken } from 'tsyringe';

/** What is known of stored bytes without reading them. */
export interface StoredFile {
  /** Its key; or, for what a write that was cut off has left, a name that begins with the key. */
  readonly name: string;
  readonly byteSize: number;
  /** Milliseconds since the Unix epoch. */
  readonly storedAtMs: number;
}

/**
 * Moves bytes under keys of the form `folder/file`, and knows nothing else of them: `ImageStore`
 * makes and checks the keys. Implementations keep the contract suite in
 * `test/persistence/images/drivers/image-driver.contract.ts`. Every method throws AppError
 * `storage.*` when the place where the bytes are kept fails.
 */
export interface ImageDriver {
  /** How many calls at a time suit the place, for work on many images. */
  readonly concurrency: number;

  /** Whether another data directory may have its images there as well, by mistake. */
  readonly isShared: boolean;

  /**
   * After these times, in milliseconds, what came damaged is read again: it may be whole
   * in its place.
   */
  readonly rereadAfterMs: readonly number[];

  /**
   * Stores bytes under a key that nothing has yet. What is there already stays as it is, as far as
   * the place can tell: some S3 servers cannot. The rest is as with {@link write}.
   */
  create(key: string, bytes: Buffer): Promise<void>;

  /**
   * Stores bytes in place of whatever is under the key. When this returns, all of them survive a
   * power cut; when it throws, nobody finds a part of them under the key.
   */
  write(key: string, bytes: Buffer): Promise<void>;

  /** The bytes under a key; null where there are none. */
  read(key: string): Promise<Buffer | null>;

  /**
   * All that is stored under names that begin with `prefix`, in no order, and what writes that were
   * cut off have left there. No more than a few at a time are in memory.
   *
   * @param prefix the folder with its slash, and as much of the rest of the name as is known.
   */
  list(prefix: string): AsyncIterable<StoredFile>;

  /**
   * What is known of a name that is a key or that {@link list} gave; null when nothing is there.
   */
  stat(name: string): Promise<StoredFile | null>;

  /** Removes what is under such a name. What is not there is removed already. */
  remove(name: string): Promise<void>;
}

export const IMAGE_DRIVER: InjectionToken<ImageDriver> = Symbol('ImageDriver');
