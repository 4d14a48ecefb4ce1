import { CloseCodes, SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';
import { injectable } from 'tsyringe';

type BuildStrategy = NonNullable<WebSocketOptions['buildStrategy']>;

/**
 * The client's connections to the gateway. They can be closed so that their sessions can be
 * resumed.
 */
@injectable()
export class GatewayConnections {
  private manager: Parameters<BuildStrategy>[0] | null = null;

  /** A client option. It connects in the same way as discord.js does. */
  readonly buildStrategy: BuildStrategy = (manager) => {
    this.manager = manager;
    return new SimpleShardingStrategy(manager);
  };

  /**
   * Closes all connections. The client's own `destroy` closes with 1000, which would end the
   * sessions.
   */
  async close(): Promise<void> {
    await this.manager?.destroy({ code: CloseCodes.Resuming });
  }
}
