import { injectable } from 'tsyringe';

import type { Tier } from './server-rights.js';
import { StoredRights } from './stored-rights.js';

/** Somebody who asks for pictures. */
export interface QuotaAsker {
  readonly personId: string;
  /** Null: in a direct message. */
  readonly guildId: string | null;
  /** Their roles in the server. */
  readonly roleIds: readonly string[];
}

/** What counts for somebody instead of `QUOTA_PER_PERSON`. */
export interface QuotaTier {
  /** Whether no limit of a person counts for them. */
  readonly isExempt: boolean;
  /**
   * Theirs, as in `QUOTA_PER_PERSON`, such as `200/24h`: any of them is enough. None: the
   * usual one counts.
   */
  readonly quotas: readonly string[];
}

/** In a tier: no limit of a person. */
export const EXEMPT = 'exempt';

/** Who has another quota than everybody, by `/admin quota`. */
@injectable()
export class QuotaTiers {
  constructor(private readonly stored: StoredRights) {}

  /**
   * The tier of the person themselves where they have one in the server, else those of
   * all their roles.
   *
   * @throws AppError `storage.*`
   */
  async of({ personId, guildId, roleIds }: QuotaAsker): Promise<QuotaTier> {
    if (guildId === null) return { isExempt: false, quotas: [] };
    const { tiers } = await this.stored.ofServer(guildId);
    const own = tiers.filter(({ kind, id }) => kind === 'person' && id === personId);
    const ofRoles = tiers.filter(({ kind, id }) => kind === 'role' && roleIds.includes(id));
    return tierOf(own.length > 0 ? own : ofRoles);
  }
}

function tierOf(tiers: readonly Tier[]): QuotaTier {
  const quotas = tiers.map(({ quota }) => quota);
  return { isExempt: quotas.includes(EXEMPT), quotas: quotas.filter((each) => each !== EXEMPT) };
}
