import { createHash } from 'node:crypto';

import { Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import type { ModerationEntry } from '../../../interactions/moderation-entry.js';
import { ModerationChannels } from '../../../persistence/moderation-channels.js';
import { ModerationEntries } from '../../../persistence/moderation-entries.js';
import { InFlight } from '../../../platform/in-flight.js';
import { KeyedMutex } from '../../../platform/keyed-mutex.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { toDiscordError } from '../../discord-errors.js';
import { serves } from '../../gateway/shards/served-shards.js';
import { logLine } from './log-line.js';

/** So many lines fit into one message. */
const MAX_LINES = 4;

/** Discord's limit for a nonce. */
const NONCE_LENGTH = 25;

/**
 * Posts entries in the channels of servers, several in one message where many come at once. What
 * cannot be posted waits for the next time.
 */
@injectable()
export class LogPosts {
  private readonly servers = new KeyedMutex();

  constructor(
    private readonly client: Client,
    private readonly entries: ModerationEntries,
    private readonly channels: ModerationChannels,
    private readonly inFlight: InFlight,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Posts what waits in a server. Never rejects. */
  async post(guildId: string): Promise<void> {
    try {
      await this.inFlight.track(this.servers.run(guildId, () => this.postAll(guildId)));
    } catch (err) {
      this.logger.warn({ guildId, err }, 'The moderation log could not be posted');
    }
  }

  /** Posts what waits in the servers of this process. Rejects with `AppError` `storage.*` only. */
  async postWaiting(): Promise<void> {
    const guilds = await this.entries.guildsWaiting();
    for (const guildId of guilds) if (serves(this.client, guildId)) await this.post(guildId);
  }

  private async postAll(guildId: string): Promise<void> {
    // The one that is wanted now: the one before may be gone.
    const channelId = await this.channels.of(guildId);
    if (channelId === null) return;
    for (;;) {
      const waiting = await this.entries.waiting(guildId, MAX_LINES);
      if (waiting.length === 0) return;
      const messageId = await this.send(channelId, waiting);
      await this.entries.setPosted(waiting, { channelId, messageId });
    }
  }

  /**
   * A repetition of the same entries, after a restart, posts nothing: Discord compares the nonce.
   * With further ones it posts all of them once more, so that none is lost.
   */
  private async send(channelId: string, together: readonly ModerationEntry[]): Promise<string> {
    try {
      const channel = await this.client.channels.fetch(channelId);
      if (!channel?.isSendable()) throw new TypeError('The channel of the log takes no messages');
      const { id } = await channel.send({
        content: together.map((entry) => logLine(entry)).join('\n'),
        allowedMentions: { parse: [] },
        nonce: nonceOf(together),
        enforceNonce: true,
      });
      return id;
    } catch (cause) {
      throw toDiscordError(cause);
    }
  }
}

function nonceOf(together: readonly ModerationEntry[]): string {
  const keys = together.map(({ key }) => key).join('\n');
  return createHash('sha256').update(keys).digest('hex').slice(0, NONCE_LENGTH);
}
