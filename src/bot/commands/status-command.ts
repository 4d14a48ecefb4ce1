import { MessageFlags, type ChatInputCommandInteraction, type Client } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { injectable } from 'tsyringe';

import { VERSION } from '../../platform/version.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { isBotHere } from '../guards/is-bot-here.js';
import { commandTexts } from './command-texts.js';
import { EVERYWHERE } from './command-places.js';

/** Counting stops here, so that it takes the same time in every server. */
const MAX_COUNT = 1_000;

/** `/status`: what concerns the people of the place where it is asked, and nothing of other places. */
@Discord()
@injectable()
export class StatusCommand {
  constructor(private readonly persistence: PersistenceService) {}

  @Slash({ ...commandTexts('status'), ...EVERYWHERE })
  async status(command: ChatInputCommandInteraction): Promise<void> {
    const lines = [
      `**Version** ${VERSION}`,
      `**Up for** ${duration(command.client.uptime)}`,
      `**Latency** ${latency(command.client)}`,
      ...(isBotHere(command) ? [await this.keptHere(command)] : []),
    ];
    await command.reply({ content: lines.join('\n'), flags: MessageFlags.Ephemeral });
  }

  /** Of the cards that are messages of the place; private ones are nobody else's business. */
  private async keptHere(command: ChatInputCommandInteraction): Promise<string> {
    const kept = await this.persistence.countIn(command, MAX_COUNT + 1);
    const place = command.guildId === null ? 'this chat' : 'this server';
    return `**Requests kept from ${place}** ${countText(kept)}`;
  }
}

function countText(count: number): string {
  return count > MAX_COUNT ? `more than ${MAX_COUNT}` : String(count);
}

/** discord.js knows the latency after the first heartbeat, and returns -1 until then. */
function latency({ ws }: Client): string {
  return ws.ping < 0 ? 'not measured yet' : `${ws.ping} ms`;
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  return [days && `${days} d`, hours && `${hours} h`, `${minutes % 60} min`]
    .filter(Boolean)
    .join(' ');
}
