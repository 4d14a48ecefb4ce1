import type { Answer } from '../../src/sandbox/client/answer.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';

/** The private answer, when the bot no longer thinks about it. */
export async function told({ ephemeral }: Answer): Promise<SeenMessage> {
  if (ephemeral === undefined) throw new Error('The answer is not private.');
  return ephemeral.changed(() => !ephemeral.isLoading);
}
