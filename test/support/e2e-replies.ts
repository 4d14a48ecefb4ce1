import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { waitFor } from '../../src/sandbox/client/waiting.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { E2eWorld } from './e2e-world.js';

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

/**
 * A mention that the bot has acknowledged and stored; it is killed while the card is on its way.
 */
export async function mentionBeforeKill(
  { sandbox, bot }: E2eWorld,
  person: Person,
): Promise<SeenMessage> {
  const POST = { method: 'POST', route: '/channels/:id/messages' };
  const mention = await person.mention('a cat');
  const heal = sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, times: Infinity });
  await sandbox.requests.begun(POST);
  // Now Discord knows that the mention has arrived.
  await sandbox.gateway.heartbeats();
  await bot.kill();
  heal();
  return mention;
}
