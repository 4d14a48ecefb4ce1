import { messageLink, type MessageLink } from '../messages/message-link.js';
import { channelOf } from '../state/world.js';
import type { App } from './app.js';

/** Opens the message of a link in its channel, also one that the page has not loaded yet. */
export async function openMessage(
  { messaging, navigating, store }: Pick<App, 'messaging' | 'navigating' | 'store'>,
  { channelId, messageId }: MessageLink,
): Promise<void> {
  const { world } = store.state;
  if (!world || channelOf(world, channelId)?.canView !== true) {
    navigating.notice('You cannot see the channel of that message.');
    return;
  }
  await messaging.loadBackTo(channelId, messageId);
  navigating.jumpTo(messageId);
}

/** Lets links to messages lead to the message in the page, wherever somebody has written them. */
export function followMessageLinks(app: App): void {
  document.addEventListener('click', (event) => {
    // The title of an embed is in a shadow tree.
    const anchor = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    const link = anchor && messageLink(anchor.href);
    if (!link) return;
    event.preventDefault();
    void openMessage(app, link);
  });
}
