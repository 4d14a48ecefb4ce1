import { injectable } from 'tsyringe';

import type { EntryAboutPerson } from '../../interactions/moderation-entry.js';
import type { Settings } from '../../interactions/settings.js';
import { DefaultSettings, type SettingsOwner } from '../../persistence/default-settings.js';
import type { ErasureSubject } from '../../persistence/erasures.js';
import { LedgerAnonymity, type SpentEntry } from '../../persistence/ledger-anonymity.js';
import { StoredRights } from '../../persistence/stored-rights.js';
import { AskedRecords } from './asked-records.js';
import { ModerationRecords } from './moderation-records.js';

/** What is stored of a person or a server beside interactions. */
@injectable()
export class PersonalRecords {
  constructor(
    private readonly settings: DefaultSettings,
    private readonly asked: AskedRecords,
    private readonly moderation: ModerationRecords,
    private readonly rights: StoredRights,
    private readonly ledger: LedgerAnonymity,
  ) {}

  /** @throws AppError `storage.*` */
  async count(subject: ErasureSubject): Promise<number> {
    const owner = ownerOf(subject);
    if (owner === null) return 0;
    const settings = (await this.settings.has(owner)) ? 1 : 0;
    const asked = await this.asked.count(owner);
    const spent = await this.ledger.count(owner);
    return settings + asked + spent + (await this.moderation.count(owner));
  }

  /**
   * Removes them, and makes what was spent anonymous. It can be repeated.
   *
   * @returns how many there were.
   * @throws AppError `storage.*`
   */
  async remove(subject: ErasureSubject): Promise<number> {
    const owner = ownerOf(subject);
    if (owner === null) return 0;
    const count = await this.count(subject);
    await this.settings.remove(owner);
    await this.asked.remove(owner);
    await this.moderation.remove(owner);
    await this.ledger.anonymise(owner);
    if (owner.kind === 'person') await this.rights.forgetPerson(owner.id);
    else await this.rights.forgetServer(owner.id);
    return count;
  }

  /** What a person has spent. @throws AppError `storage.*` */
  async spentBy(personId: string): Promise<SpentEntry[]> {
    return this.ledger.of(personId);
  }

  /** What moderators noted about a person. @throws AppError `storage.*` */
  async moderationAbout(personId: string): Promise<EntryAboutPerson[]> {
    return this.moderation.aboutPerson(personId);
  }

  /** The settings that a person's new cards start with. @throws AppError `storage.*` */
  async settingsOf(personId: string): Promise<Settings> {
    return this.settings.of({ kind: 'person', id: personId });
  }
}

/** One interaction has nothing but itself. */
function ownerOf({ kind, id }: ErasureSubject): SettingsOwner | null {
  return kind === 'interaction' ? null : { kind, id };
}
