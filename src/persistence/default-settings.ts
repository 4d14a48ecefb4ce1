import { inject, injectable } from 'tsyringe';

import { AUTOMATIC_SETTINGS, settings, type Settings } from '../interactions/settings.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { Notes } from './notes.js';

/** Whose defaults: those of a person, or of a server. */
export interface SettingsOwner {
  readonly kind: 'person' | 'server';
  readonly id: string;
}

/** The settings that new cards start with. Every method throws `AppError` `storage.*`. */
@injectable()
export class DefaultSettings {
  constructor(
    private readonly notes: Notes,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Those of one owner; automatic ones where there are none, or none that can be read. */
  async of(owner: SettingsOwner): Promise<Settings> {
    const content = await this.notes.load(nameOf(owner));
    if (content === null) return AUTOMATIC_SETTINGS;
    try {
      return settings.parse(JSON.parse(content));
    } catch (err) {
      this.logger.warn({ kind: owner.kind, err }, 'Default settings are unreadable');
      return AUTOMATIC_SETTINGS;
    }
  }

  /** Those for a request: each choice of the person goes before that of the server. */
  async forRequest({
    userId,
    guildId,
  }: {
    readonly userId: string;
    readonly guildId: string | null;
  }): Promise<Settings> {
    const [own, ofServer] = await Promise.all([
      this.of({ kind: 'person', id: userId }),
      guildId === null ? AUTOMATIC_SETTINGS : this.of({ kind: 'server', id: guildId }),
    ]);
    const chosen = Object.entries(own).filter(([, value]) => value !== null);
    return { ...ofServer, ...Object.fromEntries(chosen) };
  }

  /** Whether an owner has any. */
  async has(owner: SettingsOwner): Promise<boolean> {
    return (await this.notes.load(nameOf(owner))) !== null;
  }

  /** Those of the owner are automatic again, and nothing of them is stored. */
  async remove(owner: SettingsOwner): Promise<void> {
    await this.notes.remove(nameOf(owner));
  }

  async save(owner: SettingsOwner, chosen: Settings): Promise<void> {
    await this.notes.save(nameOf(owner), JSON.stringify(chosen));
  }
}

function nameOf({ kind, id }: SettingsOwner): `settings of ${'person' | 'server'} ${string}` {
  return `settings of ${kind} ${id}`;
}
