import { z } from 'zod';

/** Discord's own REST base, without version. */
export const DISCORD_API_URL = 'https://discord.com/api';
/** Discord's files, and its proxies for pictures of other sites. */
const DISCORD_CDN_ORIGINS = [
  'https://cdn.discordapp.com',
  'https://media.discordapp.net',
  'https://images-ext-1.discordapp.net',
  'https://images-ext-2.discordapp.net',
];

const LOOPBACK_HOSTS = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** A variable that is an address to which secrets are sent. */
export const httpUrl = z.string().refine(isSafeHttpUrl, {
  error: 'must be an https address (http only on loopback), for example https://discord.com/api',
});

/** A stand-in for Discord on loopback serves its pictures itself; a proxy for REST does not. */
export function cdnOrigins(apiUrl: string): string[] {
  const { origin, hostname } = new URL(apiUrl);
  return LOOPBACK_HOSTS.has(hostname) ? [origin, ...DISCORD_CDN_ORIGINS] : DISCORD_CDN_ORIGINS;
}

function isSafeHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.has(hostname));
}
