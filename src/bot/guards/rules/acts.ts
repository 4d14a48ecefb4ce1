import {
  Message,
  PermissionFlagsBits,
  type Channel,
  type CommandInteractionOption,
  type Interaction,
  type ModalSubmitInteraction,
} from 'discord.js';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import { parseCustomId } from '../../../views/custom-ids.js';
import type { GivenRights } from '../../../persistence/stored-rights.js';
import { isGone, toDiscordError } from '../../discord-errors.js';
import { isInOwnChat } from '../in-charge.js';
import { kindOfAct } from './act-kinds.js';
import type { Act, ActPerson, ActPlace } from './rule.js';

/** What acts are made of beside what Discord says: the card, and what is stored about rights. */
interface Known {
  readonly card: InteractionState | null;
  readonly rights: GivenRights;
}

/** What somebody wants to do with a command, a component or a form. */
export function actOfInteraction(asked: Interaction, known: Known): Act {
  const name = nameOf(asked);
  return {
    kind: kindOfAct(name),
    name,
    id: asked.id,
    atMs: asked.createdTimestamp,
    person: personIn(asked),
    place: {
      ...placeIn(asked.channel),
      guildId: asked.guildId,
      channelId: asked.channelId,
      isOwnChat: isInOwnChat(asked),
    },
    words: wordsIn(asked),
    ...known,
  };
}

/** What somebody wants with a message for the bot. */
export function actOfMessage(message: Message, known: Known): Act {
  return {
    kind: 'ask',
    name: 'mention',
    id: message.id,
    atMs: message.createdTimestamp,
    person: {
      id: message.author.id,
      roleIds: once(() => rolesOfAuthor(message)),
      mayManageMessages: false,
    },
    place: {
      ...placeIn(message.channel),
      guildId: message.guildId,
      channelId: message.channelId,
      isOwnChat: message.guildId === null,
    },
    words: message.content,
    ...known,
  };
}

/** Who used a command, a component or a form; Discord sends their roles along. */
export function personIn({ user, member, memberPermissions }: Interaction): ActPerson {
  const roles = member?.roles ?? [];
  const roleIds = Array.isArray(roles) ? roles : [...roles.cache.keys()];
  return {
    id: user.id,
    roleIds: async () => roleIds,
    mayManageMessages: memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true,
  };
}

function nameOf(asked: Interaction): string {
  if (asked.isCommand() || asked.isAutocomplete()) return asked.commandName;
  const [name = ''] = asked.customId.split(':', 1);
  return parseCustomId(asked.customId)?.name ?? name;
}

function wordsIn(asked: Interaction): string {
  if (asked.isChatInputCommand()) return asked.options.data.flatMap(wordsOfOption).join('\n');
  return asked.isModalSubmit() ? wordsOfForm(asked).join('\n') : '';
}

function wordsOfOption({ value, options = [] }: CommandInteractionOption): string[] {
  const own = typeof value === 'string' ? [value] : [];
  return [...own, ...options.flatMap(wordsOfOption)];
}

function wordsOfForm({ fields }: ModalSubmitInteraction): string[] {
  return [...fields.fields.values()].flatMap((field) =>
    'value' in field && typeof field.value === 'string' ? [field.value] : [],
  );
}

/** What discord.js knows of a channel; without it, the place is taken for an ordinary one. */
export function placeIn(channel: Channel | null): Pick<ActPlace, 'parentIds' | 'isAgeRestricted'> {
  if (channel === null || channel.isDMBased()) return { parentIds: [], isAgeRestricted: false };
  const ofThread = channel.isThread() ? channel.parent : null;
  const own = channel.isThread() ? ofThread : channel;
  const parentIds = [channel.parentId, ofThread?.parentId ?? null];
  return {
    parentIds: parentIds.filter((id) => id !== null),
    isAgeRestricted: own !== null && 'nsfw' in own && own.nsfw,
  };
}

/**
 * A message that is read back comes without them, and what discord.js knew of its
 * author is forgotten.
 */
async function rolesOfAuthor({ guild, author }: Message): Promise<readonly string[]> {
  if (guild === null) return [];
  try {
    const member = await guild.members.fetch({ user: author.id, force: true });
    return [...member.roles.cache.keys()];
  } catch (cause) {
    const error = toDiscordError(cause);
    if (isGone(error)) return [];
    throw error;
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => (result ??= work());
}
