import { plainText } from '../messages/markdown.js';
import type { PageState } from '../state/page-state.js';
import { nameOf, type World } from '../state/world.js';
import type { ShownMessage } from '../../protocol.js';

/** A screen reader gets only the beginning of a message. */
const MAX_SPOKEN = 160;

/** The announcement of a change for screen readers; null: none. */
export function announcement(before: PageState, after: PageState): string | null {
  if (!before.world || !after.world || before.world.you !== after.world.you) return null;
  const { world } = after;
  const event = world.botEvents.at(-1);
  if (event && event !== before.world.botEvents.at(-1)) return event.text;
  const { channelId } = after.screen;
  if (channelId === null || channelId !== before.screen.channelId) return null;
  const newest = world.messages[channelId]?.at(-1);
  const newestBefore = before.world.messages[channelId]?.at(-1);
  if (!newest || newest === newestBefore || newest.message.author.id === world.you) return null;
  return spoken(world, newest, newest.message.id === newestBefore?.message.id);
}

function spoken(world: World, { message, onlyFor }: ShownMessage, isChanged: boolean): string {
  const [embed] = message.embeds;
  const status = embed?.fields?.map(({ name, value }) => `${name}: ${value}`).join('. ');
  const parts = [plainText(message.content, world), embed?.title, embed?.description, status];
  const text = parts.filter(Boolean).join('. ').slice(0, MAX_SPOKEN);
  const verb = isChanged ? ' changed' : onlyFor === null ? '' : ', only to you';
  return `${nameOf(world, message.author.id)}${verb}: ${text || 'a picture'}`;
}
