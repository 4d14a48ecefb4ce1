const ARCHIVE_NAME = /^nanobanana-\d{4}-\d\d-\d\dT\d{6}Z\.tar\.gz$/;

/**
 * What an archive is called that nobody gave a name. It sorts by time, and is a file name everywhere.
 *
 * @param atMs milliseconds since the Unix epoch.
 */
export function archiveNameAt(atMs: number): string {
  const time = new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '');
  return `nanobanana-${time}Z.tar.gz`;
}

/** Whether a file name is one that {@link archiveNameAt} gives. */
export function isArchiveName(name: string): boolean {
  return ARCHIVE_NAME.test(name);
}
