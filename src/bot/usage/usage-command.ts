import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { injectable } from 'tsyringe';

import { isBotOwner } from '../bot-owners.js';
import { EVERYWHERE } from '../commands/command-places.js';
import { commandTexts } from '../commands/command-texts.js';
import { personIn } from '../guards/rules/acts.js';
import { EverybodysUsage } from './everybodys-usage.js';
import { OwnUsage } from './own-usage.js';

/** `/usage`: what one has left, and when more comes; for whoever runs the bot, what everybody spends. */
@Discord()
@injectable()
export class UsageCommand {
  constructor(
    private readonly own: OwnUsage,
    private readonly everybodys: EverybodysUsage,
  ) {}

  @Slash({ ...commandTexts('usage'), ...EVERYWHERE })
  async usage(command: ChatInputCommandInteraction): Promise<void> {
    await command.deferReply({ flags: MessageFlags.Ephemeral });
    const { id: personId, roleIds } = personIn(command);
    const asker = { personId, guildId: command.guildId, roleIds: await roleIds() };
    const own = await this.own.lines(asker);
    const say = async (lines: readonly string[]) =>
      command.editReply({ content: lines.join('\n'), allowedMentions: { parse: [] } });
    await say(own);
    // Discord is asked who that is; whatever it answers, people see their own.
    if (await isBotOwner(command.client, personId))
      await say([...own, '', ...(await this.everybodys.lines())]);
  }
}
