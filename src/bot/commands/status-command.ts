import { MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { injectable } from 'tsyringe';

import { VERSION } from '../../platform/version.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { isBotHere } from '../guards/is-bot-here.js';
import { commandTexts } from './command-texts.js';
import { EVERYWHERE } from './command-places.js';
import { keptLine, statusLines } from './sentences.js';

/** Counting stops here, so that it takes the same time in every server. */
const MAX_COUNT = 1_000;

/**
 * `/status`: what concerns the people of the place where it is asked, and nothing of other places.
 */
@Discord()
@injectable()
export class StatusCommand {
  constructor(private readonly persistence: PersistenceService) {}

  @Slash({ ...commandTexts('status'), ...EVERYWHERE })
  async status(command: ChatInputCommandInteraction): Promise<void> {
    const { uptime, ws } = command.client;
    const lines = [
      ...statusLines({ version: VERSION, upForMs: uptime, latencyMs: known(ws.ping) }),
      ...(isBotHere(command) ? [await this.keptHere(command)] : []),
    ];
    await command.reply({ content: lines.join('\n'), flags: MessageFlags.Ephemeral });
  }

  /** Of the cards that are messages of the place; private ones are nobody else's business. */
  private async keptHere(command: ChatInputCommandInteraction): Promise<string> {
    const kept = await this.persistence.countIn(command, MAX_COUNT + 1);
    return keptLine(command.guildId !== null, kept, MAX_COUNT);
  }
}

/** discord.js knows the latency after the first heartbeat, and says -1 until then. */
function known(pingMs: number): number | null {
  return pingMs < 0 ? null : pingMs;
}
