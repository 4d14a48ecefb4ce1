const ARCHIVE_NAME = /^nanobanana-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz$/;

/**
 * The default name of an archive. Names sort by time and are valid on every system.
 *
 * @param atMs milliseconds since the Unix epoch.
 */
export function archiveNameAt(atMs: number): string {
  const time = new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '');
  return `nanobanana-${time}Z.tar.gz`;
}

/** Whether {@link archiveNameAt} could have made a file name. */
export function isArchiveName(name: string): boolean {
  return ARCHIVE_NAME.test(name);
}
