import { MAX_ATTACHMENTS } from '../sandbox/validation/message-schema.js';
import { isInstalledBy } from '../sandbox/world/command-access.js';
import { renderUser } from '../sandbox/world/render.js';
import { MAX_FILE_BYTES, MAX_REQUEST_BYTES } from '../sandbox/world/upload-limits.js';
import type { World } from '../sandbox/world/world.js';
import type { PersonView } from './person-view.js';
import type { Limits, Snapshot } from './protocol.js';

/** The part of a snapshot that is the same for everyone. */
export type MachineryState = Pick<
  Snapshot,
  'bot' | 'model' | 'faults' | 'log' | 'clock' | 'samples'
>;

const LIMITS: Limits = {
  maxContentLength: 2000,
  maxFiles: MAX_ATTACHMENTS,
  maxFileBytes: MAX_FILE_BYTES,
  maxRequestBytes: MAX_REQUEST_BYTES,
};

/** The whole state as one person sees it. */
export function snapshotFor(world: World, view: PersonView, machinery: MachineryState): Snapshot {
  const { channels } = view;
  const messages = channels.map(({ id }) => [id, view.messages(world.channel(id))] as const);
  return {
    kind: 'snapshot',
    you: view.user.id,
    botId: world.application.id,
    hasInstalled: isInstalledBy(view.user, world.application.id),
    people: [...world.users.values()].map((user) => ({
      user: renderUser(user),
      isPlayable: !user.bot,
    })),
    guilds: view.guilds,
    channels,
    messages: Object.fromEntries(messages),
    commands: commandsOf(world),
    ...machinery,
    limits: LIMITS,
  };
}

/** Every command that the bot has registered, globally and for single guilds. */
export function commandsOf(world: World): Snapshot['commands'] {
  const { id } = world.application;
  return world.commandScopes
    .filter(({ applicationId }) => applicationId === id)
    .flatMap(({ commands }) => [...commands.values()]);
}
