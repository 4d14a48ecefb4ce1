import type { Interactions } from '../interactions/interactions.js';
import type { MessageWriter } from '../messages/message-writer.js';
import type { RequestLog } from '../request-log.js';
import type { World } from '../world/world.js';

/** What people's actions use: the world itself, not the bot's API. */
export interface ClientServices {
  readonly world: World;
  readonly writer: MessageWriter;
  readonly interactions: Interactions;
  readonly requests: RequestLog;
}
