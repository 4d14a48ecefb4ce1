import { SnowflakeUtil, type Channel, type Client } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { StoredRights } from '../../../persistence/stored-rights.js';
import { toDiscordError } from '../../discord-errors.js';
import { placeIn } from './acts.js';
import { firstRefusal } from './first-refusal.js';
import { RefusalRecord } from './refusal-record.js';
import { RULES, type Act, type Rule } from './rule.js';
import type { StoredAsk } from './stored-asks.js';

/**
 * Asks about what a former process has taken in, before it is carried out: who is shut out while
 * the bot is down gets nothing more. Only rules are asked that what was stored can answer.
 */
@injectable()
export class RulesAgain {
  private readonly rules: readonly Rule[];

  constructor(
    @inject(RULES) rules: readonly Rule[],
    private readonly stored: StoredRights,
    private readonly record: RefusalRecord,
  ) {
    this.rules = rules.filter(({ isAskedAgain }) => isAskedAgain);
  }

  /**
   * Notes a refusal as every other one.
   *
   * @returns what who asked is to be told; null: no rule is against it.
   * @throws AppError `storage.*`, or `discord.*`, retryable: nothing is to be done then.
   */
  async refusal(client: Client, ask: StoredAsk): Promise<string | null> {
    const refused = await firstRefusal(this.rules, await this.act(client, ask));
    if (refused === null) return null;
    await this.record.note(ask.id, refused);
    return refused.refusal.sentence;
  }

  private async act(client: Client, ask: StoredAsk): Promise<Act> {
    const { id, name, kind, words, userId, guildId, channelId } = ask;
    const rights = await this.stored.of(userId, guildId);
    // Only then it matters which channel a thread belongs to.
    const isLookedUp = rights.server.channels.length > 0;
    const channel = isLookedUp ? await channelOf(client, channelId) : null;
    return {
      id,
      name,
      kind,
      words,
      rights,
      atMs: SnowflakeUtil.timestampFrom(id),
      person: { id: userId, roleIds: async () => [], mayManageMessages: false },
      place: { ...placeIn(channel), guildId, channelId, isOwnChat: false },
      card: null,
    };
  }
}

/** Null: the bot cannot see it any more. */
async function channelOf(client: Client, channelId: string): Promise<Channel | null> {
  try {
    return await client.channels.fetch(channelId, { allowUnknownGuild: true });
  } catch (cause) {
    const error = toDiscordError(cause);
    if (error.retryable) throw error;
    return null;
  }
}
