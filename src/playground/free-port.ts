import getPort from 'get-port';

/** How many ports are tried, beginning with the wanted one, before any free port is used. */
const MAX_TRIES = 100;
const LAST_PORT = 65_535;

/** The wanted port of 127.0.0.1 if it is free, else the next free one. */
export async function freePort(wanted: number): Promise<number> {
  const count = Math.min(MAX_TRIES, LAST_PORT - wanted + 1);
  const ports = Array.from({ length: count }, (_, n) => wanted + n);
  return getPort({ host: '127.0.0.1', port: ports });
}
