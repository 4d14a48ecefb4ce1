import { MessageFlags, type ChatInputCommandInteraction, type Client } from 'discord.js';
import { Discord, Slash } from 'discordx';
import { injectable } from 'tsyringe';

import { DiskUsage } from '../../persistence/database/disk-usage.js';
import { VERSION } from '../../platform/version.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { COMMAND_PLACES } from './command-places.js';

const MIB = 1024 * 1024;

/** `/status` */
@Discord()
@injectable()
export class StatusCommand {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly disk: DiskUsage,
  ) {}

  @Slash({ name: 'status', description: 'How I am doing', ...COMMAND_PLACES })
  async status(command: ChatInputCommandInteraction): Promise<void> {
    await command.deferReply({ flags: MessageFlags.Ephemeral });
    const [{ interactions, imageBytes }, { databaseBytes, freeBytes }] = await Promise.all([
      this.persistence.stats(),
      this.disk.read(),
    ]);
    await command.editReply(
      [
        `**Version** ${VERSION}`,
        `**Up for** ${duration(command.client.uptime)}`,
        `**Servers** ${command.client.guilds.cache.size}`,
        `**Latency** ${latency(command.client)}`,
        `**Stored interactions** ${interactions}`,
        `**Disk** ${mebibytes(imageBytes)} of pictures, ${mebibytes(databaseBytes)} of database, ${mebibytes(freeBytes)} free`,
      ].join('\n'),
    );
  }
}

/** discord.js knows the latency after the first heartbeat, and returns -1 until then. */
function latency({ ws }: Client): string {
  return ws.ping < 0 ? 'not measured yet' : `${ws.ping} ms`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  return [days && `${days} d`, hours && `${hours} h`, `${minutes % 60} min`]
    .filter(Boolean)
    .join(' ');
}
