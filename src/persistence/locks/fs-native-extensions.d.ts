declare module 'fs-native-extensions' {
  /**
   * Whether the lock on `length` bytes from `offset` was granted; never waits. It belongs to the open
   * file, not to the process: a second handle of the same process is refused as another process is.
   * An exclusive one takes a handle that can write, a shared one a handle that can read.
   */
  export function tryLock(
    fd: number,
    offset: number,
    length: number,
    options?: { readonly shared: boolean },
  ): boolean;
}
