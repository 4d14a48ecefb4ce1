const ARCHIVE_NAME = /^nanobanana-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz(?:\.enc)?$/;

/**
 * The default name of an archive. Names sort by time and are valid on every system.
 *
 * @param atMs milliseconds since the Unix epoch.
 * @param isEncrypted whether no other program can read it.
 */
export function archiveNameAt(atMs: number, isEncrypted: boolean): string {
  const time = new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '');
  return `nanobanana-${time}Z.tar.gz${isEncrypted ? '.enc' : ''}`;
}

/** Whether {@link archiveNameAt} could have made a file name. */
export function isArchiveName(name: string): boolean {
  return ARCHIVE_NAME.test(name);
}
