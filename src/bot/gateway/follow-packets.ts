import { Events, type Client, type GatewayDispatchPayload } from 'discord.js';

import type { Logger } from '../../platform/logger.js';

/**
 * Calls `receive` with every event of the gateway as it came, before it is handled. What Discord
 * sends is not always what it documents, and an error here would end the connection.
 */
export function followPackets(
  client: Client,
  logger: Logger,
  receive: (packet: GatewayDispatchPayload, shardId: number) => void,
): void {
  client.on(Events.Raw, (packet: GatewayDispatchPayload, shardId: number) => {
    try {
      receive(packet, shardId);
    } catch (err) {
      logger.warn({ event: packet.t, err }, 'Odd packet skipped');
    }
  });
}
