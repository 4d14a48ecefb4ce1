declare module 'fs-native-extensions' {
  /** Whether the exclusive lock on `length` bytes from `offset` was granted; never waits. */
  export function tryLock(fd: number, offset: number, length: number): boolean;
}
