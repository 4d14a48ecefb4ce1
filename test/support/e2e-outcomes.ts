import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { result } from './e2e-cards.js';
import type { GeminiRoom } from './e2e-gemini.js';

/** Every edit of a card: by its channel, and by the token of a click. */
const EDIT = { method: 'PATCH', route: /^\/(?:channels|webhooks)\/.*\/messages\// };

/** A card whose picture is made only after the restart, in a world that has changed meanwhile. */
export async function withOutcomeDue(
  here: GeminiRoom,
  change: (room: GeminiRoom, card: SeenMessage) => void,
  writing?: Parameters<Person['mention']>[1],
) {
  const { world, ann } = here;
  const card = await result(ann, 'a cat', writing);
  // The click is stored, and then the process dies.
  world.sandbox.faults.add({ ...EDIT, effect: { kind: 'cut' }, times: Infinity });
  await ann.click(card, 'Process Prompt');
  await world.bot.kill();
  world.sandbox.faults.clear();
  change(here, card);
  await world.startBot();
  return { ...here, card };
}

/** The bot's next direct message. */
export async function directMessage(
  { sandbox }: GeminiRoom,
  person: Person,
  waiting?: Parameters<Person['nextMessage']>[1],
): Promise<SeenMessage> {
  const { id } = sandbox.world.directChannel(person.id, sandbox.bot.id);
  return person.nextMessage(id, waiting);
}
