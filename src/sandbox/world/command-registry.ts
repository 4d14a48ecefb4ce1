import { isDeepStrictEqual } from 'node:util';
import { ApplicationCommandType, ApplicationIntegrationType } from 'discord-api-types/v10';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { z } from 'zod';
import type { CommandBody } from '../validation/command-schema.js';
import type { CommandScope } from './entities.js';
import type { World } from './world.js';

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
    ...(body.handler ? { handler: body.handler } : {}),
  });
  if (existing !== undefined && !isDeepStrictEqual(command, existing)) {
    command.version = world.nextId();
  }
  scope.commands.set(command.id, command);
  return { command, isNew: existing === undefined };
}

/** Replaces all commands of a scope. */
export function replaceCommands(
  world: World,
  scope: CommandScope,
  bodies: readonly CommandBody[],
): APIApplicationCommand[] {
  const commands = bodies.map((body) => upsertCommand(world, scope, body).command);
  const kept = new Set(commands.map(({ id }) => id));
  for (const id of scope.commands.keys()) {
    if (!kept.has(id)) {
      scope.commands.delete(id);
    }
  }
  return commands;
}

/**
 * The command that a person can use in a guild (or in direct messages, with `null`); the guild's
 * own commands come first.
 */
export function findCommand(
  world: World,
  applicationId: string,
  guildId: string | null,
  wanted: { readonly name: string; readonly type: ApplicationCommandType },
): APIApplicationCommand | undefined {
  const scopes = [...new Set([guildId, null])].map((id) => world.commandScope(applicationId, id));
  return scopes
    .flatMap((scope) => [...scope.commands.values()])
    .find(({ name, type }) => name === wanted.name && type === wanted.type);
}
