import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { GonePlaceEntity } from './gone-place.entity.js';
import { storage } from './storage-errors.js';

/** A server that the bot has left, or a channel that was deleted. */
export interface GonePlace {
  readonly guildId: string;
  /** Null: the whole server. */
  readonly channelId: string | null;
  /** ISO 8601 in UTC. */
  readonly since: string;
}

const WHOLE_SERVER = '';

/**
 * The places that are gone, whose interactions a cleanup removes some days later. Noting the place
 * costs the same however many interactions it has. Every method throws `AppError` `storage.*`.
 */
@injectable()
export class GonePlaces {
  private readonly rows: Repository<GonePlaceEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(GonePlaceEntity);
  }

  async all(): Promise<GonePlace[]> {
    const rows = await storage(this.rows.find({ order: { since: 'ASC' } }));
    return rows.map(({ guildId, channelId, since }) => ({
      guildId,
      channelId: channelId === WHOLE_SERVER ? null : channelId,
      since,
    }));
  }

  /** Notes that a place is gone. One that is noted already keeps its time. */
  async add({ guildId, channelId, since }: GonePlace): Promise<void> {
    const row = { guildId, channelId: channelId ?? WHOLE_SERVER, since };
    await storage(this.rows.createQueryBuilder().insert().values(row).orIgnore().execute());
  }

  /** The place is there again, or nothing of it is stored any more. */
  async remove({ guildId, channelId }: Omit<GonePlace, 'since'>): Promise<void> {
    await storage(this.rows.delete({ guildId, channelId: channelId ?? WHOLE_SERVER }));
  }
}
