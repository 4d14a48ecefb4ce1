import { once } from 'node:events';

import {
  Events,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type Message,
} from 'discord.js';

import { placeOf } from '../../guards/place-permissions.js';

/** Discord mostly shows a preview within a second. */
const WAIT_MS = 3_000;

/** In angle brackets, a link is shown without a preview. */
const LINK = /(?<!<)https?:\/\/[^\s<]/i;

/**
 * The message with the previews of its links, which Discord adds a moment after it tells of the
 * message. Waits for them for three seconds, whatever Discord does; without them, and where the bot
 * may not read the message again, it is the message as it came.
 */
export async function withLinkPreview(message: Message): Promise<Message> {
  if (message.embeds.length > 0 || !LINK.test(message.content)) return message;
  if (!placeOf(message).mayReadHistory) return message;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), WAIT_MS);
  const timeIsUp = once(over.signal, 'abort').then(() => message);
  try {
    return await Promise.race([previewed(message, over.signal), timeIsUp]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

/** The preview may have come before anybody listens, so Discord is asked first. */
async function previewed(message: Message, signal: AbortSignal): Promise<Message> {
  const added = previewAdded(message, signal);
  const now = await read(message);
  if (now.embeds.length > 0) return now;
  await added;
  return read(message);
}

/**
 * Resolves with the first event that adds embeds to the message, if one comes before the signal.
 */
function previewAdded({ client, id }: Message, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const receive = ({ t, d }: GatewayDispatchPayload): void => {
      if (t === GatewayDispatchEvents.MessageUpdate && d?.id === id && d.embeds?.length > 0)
        resolve();
    };
    client.on(Events.Raw, receive);
    signal.addEventListener('abort', () => client.off(Events.Raw, receive), { once: true });
  });
}

/** The message as it is now. One that cannot be read is answered as it came. */
async function read(message: Message): Promise<Message> {
  try {
    return await message.fetch();
  } catch {
    return message;
  }
}
