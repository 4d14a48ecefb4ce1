import type { Repository } from 'typeorm';

import { NOBODY } from '../interactions/forgotten-person.js';
import type { ModerationEntryEntity } from './moderation-entry.entity.js';
import { storage } from './storage-errors.js';

/** A message of the moderation log whose entries are forgotten. */
export interface LeftMessage {
  readonly channelId: string;
  readonly messageId: string;
  /** When its first entry was noted. */
  readonly notedAt: string;
}

/**
 * Keeps where a message is, and nothing of what it says, so that it is deleted when its
 * time is over.
 *
 * @throws AppError `storage.*`
 */
export async function keepMessage(
  rows: Repository<ModerationEntryEntity>,
  message: LeftMessage,
): Promise<void> {
  const key = `forgotten ${message.messageId}`;
  const row = { ...message, key, guildId: null, personId: NOBODY, entry: '{}' };
  await storage(
    rows.createQueryBuilder().insert().values(row).orIgnore().updateEntity(false).execute(),
  );
}
