import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { waitFor } from '../../src/sandbox/client/waiting.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';

/** The ids of the bot's replies to a message, oldest first. */
export function repliesTo({ world, bot }: Sandbox, { id }: SeenMessage): string[] {
  return [...world.messages.values()]
    .filter(({ authorId, reference }) => authorId === bot.id && reference?.messageId === id)
    .map((reply) => reply.id);
}

/** Waits until each of the messages has a reply. */
export async function allReplied(
  sandbox: Sandbox,
  messages: readonly SeenMessage[],
): Promise<void> {
  const isDone = () => messages.every((message) => repliesTo(sandbox, message).length > 0);
  if (isDone()) return;
  await waitFor(sandbox, {
    what: 'a reply to every message',
    check: () => isDone() || undefined,
  });
}

/** A click while the bot is away: the person is told that it failed. */
export async function inVain(sandbox: Sandbox, click: Promise<unknown>): Promise<void> {
  const failed = click.then(
    () => {
      throw new Error('The click was answered.');
    },
    () => undefined,
  );
  // Nobody waits for three seconds in a test.
  sandbox.clock.advance(3_100);
  await failed;
}
