/** Whether a text is the address of a PostgreSQL database: user, server and database by name. */
export function isPostgresUrl(text: string): boolean {
  if (!/^postgres(?:ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, pathname, hash } = new URL(text);
  return hostname !== '' && username !== '' && /^\/[^/]+$/.test(pathname) && hash === '';
}

/** Masking a shorter one would make all output unreadable. */
const MIN_PASSWORD_CHARACTERS = 4;

/** The password in an address, as it is written there and as it is sent. A text without is fine. */
export function secretsInUrl(text: string): string[] {
  const written = /^\w+:\/\/[^/?#:@]*:(?<password>.*)@/s.exec(text)?.groups?.['password'] ?? '';
  return [...new Set([written, decoded(written)])].filter(
    ({ length }) => length >= MIN_PASSWORD_CHARACTERS,
  );
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    // A password with a bare % is sent as it is written.
    return written;
  }
}
