import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../platform/logger.js';
import { Notes, type NoteName } from './notes.js';
import { NOTHING_DECIDED, serverRights, type ServerRights } from './server-rights.js';

/** What is stored about the rights of somebody in some place. */
export interface GivenRights {
  /** Whether whoever runs the bot has shut the person out. */
  readonly isDenied: boolean;
  readonly server: ServerRights;
}

/**
 * Who is shut out, and what servers allow. Nothing of it is remembered, so a change counts from the
 * next click, in every process. Every method throws `AppError` `storage.*`.
 */
@injectable()
export class StoredRights {
  constructor(
    private readonly notes: Notes,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Reads both with one statement. @param guildId null: a direct message. */
  async of(personId: string, guildId: string | null): Promise<GivenRights> {
    const denied = denialOf(personId);
    const names = guildId === null ? [denied] : [denied, rightsOf(guildId)];
    const found = await this.notes.loadAll(names);
    const content = guildId === null ? undefined : found.get(rightsOf(guildId));
    return { isDenied: found.has(denied), server: this.read(guildId, content) };
  }

  async ofServer(guildId: string): Promise<ServerRights> {
    return this.read(guildId, (await this.notes.load(rightsOf(guildId))) ?? undefined);
  }

  /** @returns what the server allows now. */
  async change(
    guildId: string,
    change: (rights: ServerRights) => ServerRights,
  ): Promise<ServerRights> {
    const content = await this.notes.change(rightsOf(guildId), (before) =>
      JSON.stringify(change(this.read(guildId, before ?? undefined))),
    );
    return this.read(guildId, content);
  }

  /** The servers that have decided for how many days their cards are kept. */
  async retentions(): Promise<ReadonlyMap<string, number>> {
    const days = new Map<string, number>();
    for (const name of await this.notes.namesFrom(RIGHTS)) {
      const guildId = name.slice(RIGHTS.length);
      const { retentionDays } = await this.ofServer(guildId);
      if (retentionDays !== null) days.set(guildId, retentionDays);
    }
    return days;
  }

  async deny(personId: string): Promise<void> {
    await this.notes.save(denialOf(personId), '');
  }

  async allow(personId: string): Promise<void> {
    await this.notes.remove(denialOf(personId));
  }

  /** The people who are shut out. */
  async denied(): Promise<readonly string[]> {
    const names = await this.notes.namesFrom(DENIED);
    return names.map((name) => name.slice(DENIED.length));
  }

  /** Takes a person's own quotas away, on every server. Who is shut out stays so. */
  async forgetPerson(personId: string): Promise<void> {
    for (const name of await this.notes.namesFrom(RIGHTS))
      await this.change(name.slice(RIGHTS.length), (rights) => ({
        ...rights,
        tiers: rights.tiers.filter(({ kind, id }) => kind !== 'person' || id !== personId),
      }));
  }

  /** A server has decided nothing any more. */
  async forgetServer(guildId: string): Promise<void> {
    await this.notes.remove(rightsOf(guildId));
  }

  private read(guildId: string | null, content: string | undefined): ServerRights {
    if (content === undefined) return NOTHING_DECIDED;
    try {
      return serverRights.parse(JSON.parse(content));
    } catch (err) {
      this.logger.warn({ guildId, err }, 'The rights of a server are unreadable');
      return NOTHING_DECIDED;
    }
  }
}

const DENIED = 'denied person ';
const RIGHTS = 'rights of server ';

function denialOf(personId: string): NoteName {
  return `${DENIED}${personId}`;
}

function rightsOf(guildId: string): NoteName {
  return `${RIGHTS}${guildId}`;
}
