import type { Channel, Guild, Person, ShownMessage, Snapshot } from '../../protocol.js';

/** A person who is typing; `until` is when the indicator expires, in real time. */
export interface Typist {
  readonly channelId: string;
  readonly userId: string;
  readonly until: number;
}

/** An event of the bot's process, or a switch of the panel, shown between the messages. */
export interface BotEvent {
  /** On the sandbox's clock, as the messages are. */
  readonly at: number;
  /** In real time, which nobody moves: for how long something took. */
  readonly realAt: number;
  readonly kind: 'down' | 'back' | 'switch';
  readonly text: string;
}

/** The playground's data, kept up to date by its changes. */
export interface World extends Omit<Snapshot, 'kind'> {
  readonly typists: readonly Typist[];
  readonly botEvents: readonly BotEvent[];
}

/** How many events are kept between the messages. */
const MAX_EVENTS = 40;

/** The world with one more event, of that real time. */
export function withEvent(
  world: World,
  kind: BotEvent['kind'],
  text: string,
  realAt: number,
): World {
  const event = { at: realAt + world.clock.offsetMs, realAt, kind, text };
  return { ...world, botEvents: [...world.botEvents, event].slice(-MAX_EVENTS) };
}

/** The person with that id, as in `<@id>` and authors. */
export function personOf(world: World, userId: string): Person | undefined {
  return world.people.find(({ user }) => user.id === userId);
}

/** The displayed name of a person. */
export function nameOf(world: World, userId: string): string {
  const user = personOf(world, userId)?.user;
  return user?.global_name ?? user?.username ?? 'Unknown user';
}

/** The channel of that id. */
export function channelOf(world: World, channelId: string | null): Channel | undefined {
  return world.channels.find(({ id }) => id === channelId);
}

/** A server's channels in display order: each followed by its threads. */
export function listedChannels(world: World, guildId: string | null): Channel[] {
  const inGuild = world.channels.filter((channel) => channel.guildId === guildId);
  const threadsOf = (id: string) => inGuild.filter(({ parentId }) => parentId === id);
  return inGuild
    .filter(({ parentId }) => parentId === null)
    .flatMap((channel) => [channel, ...threadsOf(channel.id)]);
}

/** Whether a channel is the direct messages with the bot. */
export function isDirect({ guildId }: Channel): boolean {
  return guildId === null;
}

/** The server of a channel; undefined for direct messages. */
export function guildOf(world: World, channel: Channel | undefined): Guild | undefined {
  return world.guilds.find(({ id }) => id === channel?.guildId);
}

/** The message with that id, in any channel. */
export function messageOf(world: World, messageId: string): ShownMessage | undefined {
  return Object.values(world.messages)
    .flat()
    .find(({ message }) => message.id === messageId);
}

/** Orders snowflakes: negative when `one` is older than `other`. */
export function byAge(one: string, other: string): number {
  return Number(BigInt(one) - BigInt(other));
}
