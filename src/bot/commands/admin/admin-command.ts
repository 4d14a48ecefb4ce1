import { PermissionFlagsBits, type ChatInputCommandInteraction } from 'discord.js';
import { Discord, Slash, SlashGroup } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { KEEPING, type Keeping } from '../../../config/keeping.js';
import { RIGHTS, type Rights } from '../../../config/rights.js';
import type { ServerRights } from '../../../persistence/server-rights.js';
import { StoredRights } from '../../../persistence/stored-rights.js';
import { isBotOwner } from '../../guards/bot-owners.js';
import { isBotHere } from '../../guards/is-bot-here.js';
import { answerPrivately, answerPrivatelyLater } from '../../intake/command/answer-privately.js';
import { CommandOptions } from '../command-options.js';
import { IN_SERVERS } from '../command-places.js';
import { commandTexts } from '../command-texts.js';
import {
  CARD_USE_OPTIONS,
  CHANNEL_OPTIONS,
  QUOTA_OPTIONS,
  RETENTION_OPTIONS,
  ROLE_OPTIONS,
} from './admin-options.js';
import {
  isQuota,
  withCardUse,
  withNamed,
  withRetention,
  withTier,
  type Change,
} from './changed-rights.js';
import {
  keptLessLong,
  NO_QUOTA,
  NOT_A_MANAGER,
  QUOTAS_ARE_THE_OWNERS,
  rightsLines,
  TOO_MANY,
} from './sentences.js';

/** `/admin`: what people may do on a server, for those who may manage it. */
@Discord()
@SlashGroup({
  ...commandTexts('admin'),
  ...IN_SERVERS,
  defaultMemberPermissions: PermissionFlagsBits.ManageGuild,
})
@SlashGroup('admin')
@injectable()
export class AdminCommand {
  constructor(
    private readonly stored: StoredRights,
    @inject(RIGHTS) private readonly rights: Rights,
    @inject(KEEPING) private readonly keeping: Keeping,
  ) {}

  @Slash(commandTexts('adminCardUse'))
  @CommandOptions(CARD_USE_OPTIONS)
  async cardUse(command: ChatInputCommandInteraction): Promise<void> {
    await this.change(command, withCardUse(command.options.getString('who', true)));
  }

  @Slash(commandTexts('adminChannel'))
  @CommandOptions(CHANNEL_OPTIONS)
  async channel(command: ChatInputCommandInteraction): Promise<void> {
    const { id } = command.options.getChannel('channel', true);
    const isAllowed = command.options.getBoolean('allowed', true);
    await this.change(command, withNamed('channels', id, isAllowed));
  }

  @Slash(commandTexts('adminRole'))
  @CommandOptions(ROLE_OPTIONS)
  async role(command: ChatInputCommandInteraction): Promise<void> {
    const { id } = command.options.getRole('role', true);
    const isAllowed = command.options.getBoolean('allowed', true);
    await this.change(command, withNamed('roles', id, isAllowed));
  }

  /** Who runs the bot pays for all pictures, so nobody else may allow more of them. */
  @Slash(commandTexts('adminQuota'))
  @CommandOptions(QUOTA_OPTIONS)
  async quota(command: ChatInputCommandInteraction): Promise<void> {
    const { options } = command;
    const text = options.getString('quota', true).trim().toLowerCase();
    const { role, user: person } = options.get('for', true);
    const id = role?.id ?? person?.id ?? '';
    if (!isQuota(text)) return answerPrivately(command, NO_QUOTA);
    const change = withTier({ kind: role ? 'role' : 'person', id }, text);
    await this.change(command, change, async () =>
      (await isBotOwner(command)) ? null : QUOTAS_ARE_THE_OWNERS,
    );
  }

  @Slash(commandTexts('adminRetention'))
  @CommandOptions(RETENTION_OPTIONS)
  async retention(command: ChatInputCommandInteraction): Promise<void> {
    const days = command.options.getInteger('days', true);
    const { retentionDays } = this.keeping;
    if (retentionDays > 0 && days > retentionDays)
      return answerPrivately(command, keptLessLong(retentionDays));
    await this.change(command, withRetention(days));
  }

  @Slash(commandTexts('adminRules'))
  async show(command: ChatInputCommandInteraction): Promise<void> {
    await this.change(command, (rights) => rights);
  }

  /**
   * Answers with what the server allows then.
   *
   * @param refusal why somebody who manages the server may not change this; null: they may.
   */
  private async change(
    command: ChatInputCommandInteraction,
    change: Change,
    refusal: () => Promise<string | null> = async () => null,
  ): Promise<void> {
    const guildId = serverManagedBy(command);
    if (guildId === null) return answerPrivately(command, NOT_A_MANAGER);
    await answerPrivatelyLater(
      command,
      async () => (await refusal()) ?? (await this.changed(guildId, change)),
    );
  }

  private async changed(guildId: string, change: Change): Promise<string> {
    const before = await this.stored.ofServer(guildId);
    if (change(before) === null) return TOO_MANY;
    return this.lines(await this.stored.change(guildId, (rights) => change(rights) ?? rights));
  }

  private lines(rights: ServerRights): string {
    const usual = { cardUse: this.rights.cardUse, retentionDays: this.keeping.retentionDays };
    return rightsLines(rights, usual).join('\n');
  }
}

/**
 * The server that somebody may manage, and that the bot is in; Discord lets a server give the
 * command to others.
 */
function serverManagedBy(command: ChatInputCommandInteraction): string | null {
  const mayManage = command.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  return mayManage && isBotHere(command) ? command.guildId : null;
}
