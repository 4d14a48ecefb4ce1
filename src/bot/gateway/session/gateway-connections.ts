import { CloseCodes, SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';
import { injectable } from 'tsyringe';

type BuildStrategy = NonNullable<WebSocketOptions['buildStrategy']>;

/** The client's connections to the gateway, and how to leave so that their sessions can be resumed. */
@injectable()
export class GatewayConnections {
  private manager: Parameters<BuildStrategy>[0] | null = null;

  /** For the client's options: connects as discord.js does. */
  readonly buildStrategy: BuildStrategy = (manager) => {
    this.manager = manager;
    return new SimpleShardingStrategy(manager);
  };

  /** Closes all. The client's own `destroy` closes with 1000, which would end the sessions. */
  async leave(): Promise<void> {
    await this.manager?.destroy({ code: CloseCodes.Resuming });
  }
}
