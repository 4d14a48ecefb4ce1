import { z } from 'zod';

import { snowflake, time } from './values.js';

/**
 * One thing that moderators want to know of: a prompt with a listed word, a request that the model
 * refused, a report, and a card that a moderator removed.
 */
export const moderationEntry = z
  .object({
    /** The same thing has the same key, however often it is noted. */
    key: z.string().max(120),
    action: z.enum(['listed-word', 'model-refused', 'reported', 'removed']),
    at: time,
    /** Who did it: asked, reported or removed. */
    personId: snowflake,
    /** Null: a direct message. */
    guildId: snowflake.nullable(),
    channelId: snowflake.nullable(),
    /** The card; null: there is none. */
    messageId: snowflake.nullable(),
    interactionId: z.string().nullable(),
    /** Who asked for the card, where that is known. */
    askedBy: snowflake.nullable(),
    /** What was found, or what the model said; null: nothing. */
    verdict: z.string().nullable(),
    /** Null where prompts are not noted. */
    prompt: z.string().nullable(),
  })
  .readonly();

export type ModerationEntry = z.output<typeof moderationEntry>;

/** Whose entries: those of a person, or of a server. */
export interface EntryOwner {
  readonly kind: 'person' | 'server';
  readonly id: string;
}

/** The entry in a text; null: there is none that this program can read. */
export function entryIn(text: string): ModerationEntry | null {
  try {
    return moderationEntry.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/**
 * An entry without a person or a server: null where it is theirs; without the prompt where it is
 * about their card, since the words on it may be theirs; else the same.
 */
export function withoutOwner(
  entry: ModerationEntry,
  { kind, id }: EntryOwner,
): ModerationEntry | null {
  if (kind === 'server') return entry.guildId === id ? null : entry;
  if (entry.personId === id) return null;
  return entry.askedBy === id ? { ...entry, askedBy: null, prompt: null } : entry;
}

/**
 * What an entry says of one person, who may read it: it names nobody else, and has no
 * words of others.
 */
export interface EntryAboutPerson extends Omit<ModerationEntry, 'key' | 'personId' | 'askedBy'> {
  /** Whether the person did it themselves; else it was done to their card. */
  readonly isOwnAct: boolean;
}

/**
 * An entry that a person stands in, as they may read it. Its key is left out, since it can
 * name who reported.
 */
export function entryAbout(
  { key: _key, personId, askedBy, prompt, ...known }: ModerationEntry,
  readerId: string,
): EntryAboutPerson {
  // What is reported or removed is a card with the words of who asked for it.
  const isAboutCard = known.action === 'reported' || known.action === 'removed';
  const writerId = isAboutCard ? askedBy : personId;
  return {
    ...known,
    isOwnAct: personId === readerId,
    prompt: writerId === readerId ? prompt : null,
  };
}
