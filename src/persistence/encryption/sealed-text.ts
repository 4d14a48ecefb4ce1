import type { Keyring } from './keyring.js';

/** What no text of the columns begins with. */
const MAGIC = 'enc1:';

/** The pattern of all encrypted texts for `LIKE`. */
export const SEALED_PATTERN = `${MAGIC}%`;

/**
 * Whether a text is stored as it is to be now; as much of it as
 * {@link BEGINNING_CHARACTERS} is enough.
 */
export function isCurrent({ currentId }: Keyring, beginning: string): boolean {
  return currentId === null
    ? !beginning.startsWith(MAGIC)
    : beginning.startsWith(`${MAGIC}${currentId}:`);
}

/** The magic word, the longest id, and its end. */
export const BEGINNING_CHARACTERS = MAGIC.length + 32 + 1;

/** A text as it is stored in a place: `enc1:<key id>:<Base64>` where there is a master key. */
export function sealedText(keyring: Keyring, place: string, text: string): string {
  const sealed = keyring.seal(Buffer.from(text), place);
  if (sealed === null) return text;
  return `${MAGIC}${sealed.keyId}:${sealed.body.toString('base64')}`;
}

/**
 * The text in what is stored in a place, encrypted or not; null where it is damaged, belongs into
 * another place, or its master key is missing.
 */
export function openedText(keyring: Keyring, place: string, stored: string): string | null {
  if (!stored.startsWith(MAGIC)) return stored;
  const end = stored.indexOf(':', MAGIC.length);
  const keyId = stored.slice(MAGIC.length, end);
  const body = Buffer.from(stored.slice(end + 1), 'base64');
  return keyring.open({ keyId, body }, place)?.toString() ?? null;
}
