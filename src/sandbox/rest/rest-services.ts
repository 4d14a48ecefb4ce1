import type { Faults } from '../faults.js';
import type { Interactions } from '../interactions/interactions.js';
import type { MessageWriter } from '../messages/message-writer.js';
import type { RequestLog } from '../request-log.js';
import type { SessionStarts } from '../gateway/session-starts.js';
import type { InvalidRequests } from './invalid-requests.js';
import type { World } from '../world/world.js';
import type { WriteLimits } from './write-limits.js';

/** The objects that the routes use. */
export interface RestServices {
  readonly world: World;
  readonly writer: MessageWriter;
  readonly interactions: Interactions;
  readonly faults: Faults;
  readonly writeLimits: WriteLimits;
  readonly requests: RequestLog;
  readonly starts: SessionStarts;
  readonly invalid: InvalidRequests;
}
