import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Room } from './e2e-room.js';

/** The channel of a server where the bot is not, once {@link abroad} was called. */
export const LOBBY = { channel: 'lobby' };

/** Ann has installed the bot for herself, and the bot is not in the server of the lobby. */
export function abroad<R extends Room>(here: R): R {
  here.sandbox.removeBot('Atelier');
  here.ann.installBot();
  return here;
}

/** The card that `/imagine` makes where only its token reaches it. */
export async function askedFor(
  person: Person,
  prompt: string,
  place: { readonly channel?: string; readonly dm?: string; readonly isPrivate?: boolean },
): Promise<SeenMessage> {
  const { isPrivate = false, ...where } = place;
  const options = isPrivate ? { prompt, private: true } : { prompt };
  const { message } = await person.command('imagine', options, where);
  if (message === undefined) throw new Error('There is no answer.');
  return message.changed(({ title }) => title === prompt);
}

/** What the bot asked of Discord and was refused, because it is not there. */
export function refusals({ sandbox }: Room): readonly string[] {
  return sandbox.requests.all.filter(({ status }) => status === 403).map(({ path }) => path);
}
