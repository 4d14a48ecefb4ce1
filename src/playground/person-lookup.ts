import { ComponentType } from 'discord-api-types/v10';
import type { APIComponentInMessageActionRow } from 'discord-api-types/v10';

import type { Channel, Message } from '../sandbox/world/entities.js';
import type { World } from '../sandbox/world/world.js';
import type { PersonView } from './person-view.js';
import { PlaygroundError } from './playground-error.js';

/** A channel that the person sees. Throws 404. */
export function channelFor(world: World, view: PersonView, id: string): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined || !view.canView(channel))
    throw new PlaygroundError(404, 'unknown_channel', 'There is no such channel.');
  return channel;
}

/** A message that the person sees. Throws 404. */
export function messageFor(world: World, view: PersonView, id: string): Message {
  const message = world.messages.get(id);
  if (message === undefined || !view.sees(message))
    throw new PlaygroundError(404, 'unknown_message', 'This message is not there any more.');
  return message;
}

/** Throws 403 unless the person has the permissions in the channel. */
export function requirePermission(view: PersonView, channel: Channel, permission: bigint): void {
  if (!view.can(channel, permission))
    throw new PlaygroundError(403, 'forbidden', `You are not permitted to do that here.`);
}

/**
 * A component of a message that a person can use now. Throws 409 when it no longer exists, for
 * example after an edit, or is disabled.
 */
export function usableComponent(
  message: Message,
  customId: string,
): APIComponentInMessageActionRow {
  const items = message.components.flatMap((row) =>
    row.type === ComponentType.ActionRow ? row.components : [],
  );
  const found = items.find((item) => 'custom_id' in item && item.custom_id === customId);
  if (found === undefined)
    throw new PlaygroundError(409, 'component_gone', 'The message has changed; look again.');
  if (found.disabled === true)
    throw new PlaygroundError(409, 'component_disabled', 'This is switched off right now.');
  return found;
}
