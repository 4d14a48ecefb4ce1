declare module 'fs-native-extensions' {
  /**
   * Tries to lock `length` bytes from `offset` without waiting, and returns whether it succeeded.
   * The lock belongs to the open file, not to the process: it also excludes a second handle of the
   * same process. An exclusive lock needs a writable handle, a shared lock a readable one.
   */
  export function tryLock(
    fd: number,
    offset: number,
    length: number,
    options?: { readonly shared: boolean },
  ): boolean;
}
