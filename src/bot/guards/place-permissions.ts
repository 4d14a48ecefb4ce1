import { PermissionFlagsBits, type BaseInteraction, type Message } from 'discord.js';

import { missingPermissions } from '../needed-permissions.js';
import { cannotMakeCard, timedOut } from './sentences.js';

/** What the bot may do where a message was written. */
export interface Place {
  readonly mayWrite: boolean;
  readonly mayReadHistory: boolean;
  readonly mayReact: boolean;
  /** Why no card can be made there, for who asked for one; null where it can. */
  readonly refusal: string | null;
}

const { AddReactions, Administrator, ReadMessageHistory, ViewChannel } = PermissionFlagsBits;
const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;

/** In direct messages, and where the permissions are not known: then Discord decides. */
const EVERYTHING: Place = {
  mayWrite: true,
  mayReadHistory: true,
  mayReact: true,
  refusal: null,
};

/** What a card is made of. */
const FOR_PICTURES: ReadonlySet<string> = new Set(['Embed Links', 'Attach Files']);

/**
 * The names of the permissions that showing a picture takes, and that are missing.
 *
 * @param permissions a bit field of Discord's.
 */
export function missingForPictures(permissions: bigint): string[] {
  return missingPermissions(permissions).filter((name) => FOR_PICTURES.has(name));
}

/** Looks up what the bot may do in the channel or thread of a message. Makes no requests. */
export function placeOf(message: Message): Place {
  if (message.guild === null) return EVERYTHING;
  const { channel, channelId, client, guild } = message;
  if (channel.isDMBased()) return EVERYTHING;
  const permissions = channel.permissionsFor(client.user)?.bitfield;
  if (permissions === undefined) return EVERYTHING;
  const untilMs = guild.members.me?.communicationDisabledUntilTimestamp ?? 0;
  const isTimedOut = untilMs > Date.now() && (permissions & Administrator) === 0n;
  // discord.js does not take this into account.
  const has = isTimedOut ? permissions & (ViewChannel | ReadMessageHistory) : permissions;
  const toWrite = channel.isThread() ? 'Send Messages in Threads' : 'Send Messages';
  const missing = missingPermissions(has);
  const lacking = missing.filter((name) => name === toWrite || FOR_PICTURES.has(name));
  return {
    mayWrite: !missing.includes(toWrite),
    mayReadHistory: !missing.includes('Read Message History'),
    mayReact:
      (has & (AddReactions | Administrator)) !== 0n && !missing.includes('Read Message History'),
    refusal: isTimedOut
      ? timedOut(untilMs)
      : lacking.length > 0
        ? cannotMakeCard(lacking, channelId)
        : null,
  };
}

/** Whether somebody may write where they used a command; where that is not known, they may. */
export function mayWriteHere({
  channel,
  memberPermissions,
}: Pick<BaseInteraction, 'channel' | 'memberPermissions'>): boolean {
  return memberPermissions === null || memberPermissions.has(toWriteIn(channel));
}

/** Whether the bot may write where somebody used a command. */
export function mayBotWriteHere({
  channel,
  appPermissions,
}: Pick<BaseInteraction, 'channel' | 'appPermissions'>): boolean {
  return appPermissions.has(toWriteIn(channel));
}

/** The permission that writing in a channel or thread takes. */
function toWriteIn(channel: BaseInteraction['channel']): bigint {
  return channel?.isThread() === true ? SendMessagesInThreads : SendMessages;
}
