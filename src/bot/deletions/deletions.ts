import type { Client, GatewayDispatchPayload } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { GenerationQueue } from '../../generation/generation-queue.js';
import { GonePlaces } from '../../persistence/gone-places.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { followPackets } from '../gateway/follow-packets.js';
import { serves } from '../gateway/shards/served-shards.js';
import { deletionIn, type Deletion } from './deletion-packets.js';

/** The client emits it with each deletion that a former session missed. */
export const MISSED_DELETION = 'missedDeletion';

/**
 * Follows deletions in Discord. A card that is deleted, alone or with its channel, is gone: its
 * generation is called off, and a later cleanup removes row and pictures. A server that the bot has
 * left is noted. Whether a request was deleted before it had a card, only Discord's answer to the
 * card can tell (`intake/mention/card-poster.ts`).
 */
@injectable()
export class Deletions {
  /** The servers that are noted as left; null until they are known. */
  private left: Set<string> | null = null;
  private readonly works = new Set<Promise<void>>();

  constructor(
    private readonly persistence: PersistenceService,
    private readonly places: GonePlaces,
    private readonly generations: GenerationQueue,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Follows the events of the client, and those that it passes on from a former session. */
  follow(client: Client): void {
    const receive = (packet: GatewayDispatchPayload) => {
      const deletion = deletionIn(packet);
      if (deletion !== null) this.track(this.apply(deletion));
    };
    followPackets(client, this.logger, receive);
    client.on(MISSED_DELETION, receive);
  }

  /**
   * Finds out, in the background, which servers were left or joined again while nobody followed.
   */
  compare(client: Client<true>): void {
    this.track(this.compareServers(client));
  }

  /** Waits until everything that was received is stored. */
  async stop(): Promise<void> {
    await Promise.all(this.works);
  }

  private async apply(deletion: Deletion): Promise<void> {
    switch (deletion.kind) {
      case 'messages':
        for (const id of await this.persistence.idsOfCards(deletion.messageIds))
          await this.noteDeletion(id);
        break;
      case 'channel':
        await this.channelDeleted(deletion);
        break;
      case 'left_server':
        await this.serverLeft(deletion.guildId);
        break;
      case 'in_server':
        await this.serverJoined(deletion.guildId);
        break;
    }
  }

  private async noteDeletion(interactionId: string): Promise<void> {
    const state = await this.persistence.noteDeletion(interactionId);
    if (state === null) return;
    this.logger.info({ interactionId }, 'Deletion noted');
    if (state.generation?.status === 'cancelling') this.generations.cancel(interactionId);
  }

  private async channelDeleted({
    guildId,
    channelId,
  }: Extract<Deletion, { kind: 'channel' }>): Promise<void> {
    await this.places.add({ guildId, channelId, since: this.timestamp() });
    const active = await this.persistence.findActive();
    const there = active.filter((each) => each.channelId === channelId && each.reach === 'channel');
    for (const state of there) await this.noteDeletion(state.id);
  }

  private async serverLeft(guildId: string): Promise<void> {
    await this.places.add({ guildId, channelId: null, since: this.timestamp() });
    this.left?.add(guildId);
    this.logger.info({ guildId }, 'Left a server');
  }

  private async serverJoined(guildId: string): Promise<void> {
    // Every start tells of every server.
    if (this.left?.has(guildId) !== true) return;
    await this.places.remove({ guildId, channelId: null });
    this.left.delete(guildId);
    this.logger.info({ guildId }, 'In a server again');
  }

  private async compareServers(client: Client<true>): Promise<void> {
    const places = await this.places.all();
    const left = places.flatMap(({ guildId, channelId }) => (channelId === null ? [guildId] : []));
    this.left = new Set(left);
    for (const guildId of left)
      if (client.guilds.cache.has(guildId)) await this.serverJoined(guildId);
    for await (const guildId of this.persistence.guildIds()) {
      // Other processes may have other shards, and know other servers.
      const isLeft = serves(client, guildId) && !client.guilds.cache.has(guildId);
      if (isLeft && !this.left.has(guildId)) await this.serverLeft(guildId);
    }
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }

  private track(work: Promise<void>): void {
    const logged = work.catch((err: unknown) => {
      // The delivery of an outcome finds out as well that its card is gone.
      this.logger.error({ err }, 'A deletion could not be noted');
    });
    this.works.add(logged);
    void logged.then(() => this.works.delete(logged));
  }
}
