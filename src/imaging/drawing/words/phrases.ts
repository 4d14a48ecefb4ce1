/** Each phrase of a list, separated by commas, with the key under which it stands. */
export function phrasesOf<Key extends string>(
  lists: Readonly<Record<Key, string>>,
): (readonly [phrase: string, key: Key])[] {
  const found: (readonly [string, Key])[] = [];
  for (const key in lists) for (const phrase of lists[key].split(', ')) found.push([phrase, key]);
  return found;
}
