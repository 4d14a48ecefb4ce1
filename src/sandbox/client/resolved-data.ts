import type { UploadedFile } from '../cdn/attachments.js';
import type { Spot } from '../world/command-access.js';
import type { Member } from '../world/entities.js';
import { channelPermissions } from '../world/permissions.js';
import { renderChannel, renderMessageMember, renderRole, renderUser } from '../world/render.js';
import type { World } from '../world/world.js';
import { InputRefused } from './input-refused.js';
import { upload } from './uploading.js';

type Kind = 'users' | 'members' | 'channels' | 'roles' | 'attachments';

/**
 * What a command names by ids (Discord reference, "Resolved Data Structure"). Everything is taken
 * in as a person picks it, and its id is returned.
 */
export class ResolvedData {
  readonly #found: Partial<Record<Kind, Record<string, object>>> = {};

  constructor(
    private readonly world: World,
    private readonly spot: Spot,
  ) {}

  /** All that was taken in, by kind and id; absent when there is nothing. */
  get resolved(): { readonly resolved?: object } {
    return Object.keys(this.#found).length === 0 ? {} : { resolved: this.#found };
  }

  /** A user by name or id; in a guild with their membership, if they are a member. */
  user(nameOrId: string): string {
    const user = this.world.user(nameOrId);
    const member = this.world.guildOf(this.spot.channel)?.members.get(user.id);
    if (member !== undefined) this.#add('members', user.id, this.#member(member));
    return this.#add('users', user.id, renderUser(user));
  }

  /**
   * A channel of this guild by name or id. Throws {@link InputRefused} for one of another guild.
   */
  channelOf(nameOrId: string): string {
    const picked = this.world.channel(nameOrId);
    if (picked.guildId === undefined || picked.guildId !== this.spot.channel.guildId)
      throw new InputRefused(`${nameOrId} is not a channel of this server.`);
    const permissions = channelPermissions(this.world, picked, this.spot.user.id).toString();
    return this.#add('channels', picked.id, { ...renderChannel(this.world, picked), permissions });
  }

  /** A role of this guild by name or id, or undefined. */
  role(nameOrId: string): string | undefined {
    const role = this.world
      .guildOf(this.spot.channel)
      ?.roles.find(({ id, name }) => id === nameOrId || name === nameOrId);
    return role && this.#add('roles', role.id, renderRole(role));
  }

  /** A file that a person chose: the CDN has it from now on. */
  attachment(file: UploadedFile): string {
    const attachment = upload(this.world, this.spot, file);
    return this.#add('attachments', attachment.id, attachment);
  }

  #member(member: Member): object {
    const { deaf: _, mute: __, ...partial } = renderMessageMember(member);
    const permissions = channelPermissions(this.world, this.spot.channel, member.userId).toString();
    return { ...partial, permissions };
  }

  #add(kind: Kind, id: string, rendered: object): string {
    this.#found[kind] = { ...this.#found[kind], [id]: rendered };
    return id;
  }
}
