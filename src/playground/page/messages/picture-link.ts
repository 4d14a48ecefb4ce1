/**
 * An address of this origin without its host, so that it also works on a page opened as
 * `localhost`. Null for any other address, because the page loads nothing from elsewhere.
 */
export function ownPath(url: string, origin: string): string | null {
  if (!URL.canParse(url, origin)) return null;
  const { hostname, port, pathname, search, protocol } = new URL(url, origin);
  const own = new URL(origin);
  const isLoopback = [own.hostname, '127.0.0.1', 'localhost'].includes(hostname);
  return isLoopback && port === own.port && protocol === own.protocol
    ? `${pathname}${search}`
    : null;
}
