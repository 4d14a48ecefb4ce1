import { injectable } from 'tsyringe';

import { Notes, type NoteName } from './notes.js';

/**
 * The channels in which servers want their moderation logs. Every method
 * throws `AppError` `storage.*`.
 */
@injectable()
export class ModerationChannels {
  constructor(private readonly notes: Notes) {}

  /** Null: the server wants none. */
  async of(guildId: string): Promise<string | null> {
    return this.notes.load(nameOf(guildId));
  }

  async choose(guildId: string, channelId: string): Promise<void> {
    await this.notes.save(nameOf(guildId), channelId);
  }

  async remove(guildId: string): Promise<void> {
    await this.notes.remove(nameOf(guildId));
  }
}

function nameOf(guildId: string): NoteName {
  return `moderation channel of server ${guildId}`;
}
