import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { GeminiServer } from '../support/gemini-server.js';

/** What things are thrown at, and who throws them. */
export interface Target {
  readonly sandbox: Sandbox;
  readonly gemini: GeminiServer;
  readonly thrower: Person;
  /** Others who throw the same at the same time. */
  readonly crowd: readonly Person[];
  /** A card of the thrower that is older than an hour, in a channel that is used steadily. */
  readonly oldCard: SeenMessage;
  /** The port of health and metrics. */
  readonly httpPort: number;
}

/** Something that comes in and was not made to help. */
export interface HostileInput {
  readonly name: string;
  /** Throws it and waits for the answer that it has to get; rejects when that does not come. */
  readonly throwAt: (target: Target) => Promise<unknown>;
}

/** An answer may wait until a time limit of the bot has passed. */
export const PATIENCE = { timeoutMs: 90_000 };

/** Mentions the bot, and waits for its reply. */
export async function asked(
  { thrower }: Target,
  text: string,
  files: readonly { name: string; bytes: Uint8Array }[] = [],
): Promise<SeenMessage> {
  return thrower.nextReply(await thrower.mention(text, { files }), PATIENCE);
}
