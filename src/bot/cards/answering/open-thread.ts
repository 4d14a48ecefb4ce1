import { DiscordAPIError, RESTJSONErrorCodes, Routes, type Client } from 'discord.js';

/**
 * Changes something in a channel. Where that is an archived thread, in which nothing can be
 * changed, opens it first: a bot may, unless a moderator has locked it.
 *
 * @param change is repeated after the opening.
 * @throws what `change` or the opening fails with.
 */
export async function inOpenThread(
  place: { readonly client: Client; readonly channelId: string },
  change: () => Promise<unknown>,
): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (!isArchived(error)) throw error;
    // discord.js would send the thread's name as well, which takes another permission.
    await place.client.rest.patch(Routes.channel(place.channelId), { body: { archived: false } });
    await change();
  }
}

function isArchived(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread
  );
}
