import { isDeepStrictEqual } from 'node:util';
import { ApplicationCommandType, ApplicationIntegrationType } from 'discord-api-types/v10';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { z } from 'zod';
import type { CommandBody } from '../validation/command-schema.js';
import { commandOwners } from './command-access.js';
import type { Owners, Spot } from './command-access.js';
import type { CommandScope } from './entities.js';
import type { World } from './world.js';

const ENTRY_POINT = ApplicationCommandType.PrimaryEntryPoint;

const commandShape = z.custom<APIApplicationCommand>((value) => typeof value === 'object');

function sameCommand(scope: CommandScope, body: CommandBody): APIApplicationCommand | undefined {
  const { name, type } = body;
  return [...scope.commands.values()].find(
    (command) => command.name === name && command.type === type,
  );
}

/**
 * Registers a command, or overwrites the one with the same type and name. The command keeps its id,
 * and also its version when nothing changed.
 */
export function upsertCommand(
  world: World,
  scope: CommandScope,
  body: CommandBody,
): { command: APIApplicationCommand; isNew: boolean } {
  const existing = sameCommand(scope, body);
  const isGlobal = scope.guildId === null;
  const command = commandShape.parse({
    id: existing?.id ?? world.nextId(),
    application_id: scope.applicationId,
    version: existing?.version ?? world.nextId(),
    default_member_permissions: body.default_member_permissions ?? null,
    nsfw: body.nsfw ?? false,
    contexts: body.contexts ?? null,
    integration_types: body.integration_types ?? [ApplicationIntegrationType.GuildInstall],
    name_localizations: body.name_localizations ?? null,
    description_localizations: body.description_localizations ?? null,
    type: body.type,
    name: body.name,
    description: body.description,
    ...(isGlobal ? { dm_permission: body.dm_permission ?? true } : { guild_id: scope.guildId }),
    ...(body.options ? { options: body.options } : {}),
    ...(body.handler === undefined ? {} : { handler: body.handler }),
  });
  if (existing !== undefined && !isDeepStrictEqual(command, existing)) {
    command.version = world.nextId();
  }
  scope.commands.set(command.id, command);
  return { command, isNew: existing === undefined };
}

/**
 * Replaces all commands of a scope. Returns null, and changes nothing, when the Entry Point command
 * that there is is not among the new ones.
 */
export function replaceCommands(
  world: World,
  scope: CommandScope,
  bodies: readonly CommandBody[],
): APIApplicationCommand[] | null {
  const entryPoint = [...scope.commands.values()].find(({ type }) => type === ENTRY_POINT);
  if (entryPoint !== undefined && !bodies.some(({ type }) => type === ENTRY_POINT)) {
    return null;
  }
  const commands = bodies.map((body) => upsertCommand(world, scope, body).command);
  const kept = new Set(commands.map(({ id }) => id));
  for (const id of scope.commands.keys()) {
    if (!kept.has(id)) {
      scope.commands.delete(id);
    }
  }
  return commands;
}

/** A command that somebody can use, and through whose installations. */
export interface UsableCommand {
  readonly command: APIApplicationCommand;
  readonly owners: Owners;
}

/**
 * The command that a person can use in a place, by its name and type; the guild's own commands come
 * first.
 */
export function findCommand(
  world: World,
  applicationId: string,
  spot: Spot,
  wanted: { readonly name: string; readonly type: ApplicationCommandType },
): UsableCommand | undefined {
  const guildIds = [...new Set([spot.channel.guildId ?? null, null])];
  return guildIds
    .flatMap((id) => [...world.commandScope(applicationId, id).commands.values()])
    .filter(({ name, type }) => name === wanted.name && type === wanted.type)
    .flatMap((command) => {
      const owners = commandOwners(world, command, spot);
      return owners === undefined ? [] : [{ command, owners }];
    })
    .at(0);
}
