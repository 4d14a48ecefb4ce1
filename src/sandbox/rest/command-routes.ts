import { ApplicationCommandType, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  commandEditSchema,
  commandListSchema,
  commandSchema,
  type CommandBody,
} from '../validation/command-schema.js';
import { parseBody } from '../validation/parse-body.js';
import { replaceCommands, upsertCommand } from '../world/command-registry.js';
import type { Application, CommandScope } from '../world/entities.js';
import { installationsOf } from '../world/render-application.js';
import type { World } from '../world/world.js';
import { applicationOf, joinedGuild } from './access.js';
import { ENTRY_POINT_REMOVED, invalidBody, refusal } from './discord-error.js';
import { bodyOf } from './request-body.js';
import { isYes } from './query.js';
import type { RestServices } from './rest-services.js';

interface InScope {
  readonly Params: { readonly applicationId: string; readonly guildId?: string };
  readonly Querystring: { readonly with_localizations?: string };
}
interface OfCommand extends InScope {
  readonly Params: InScope['Params'] & { readonly commandId: string };
}

function scopeOf(
  world: World,
  request: FastifyRequest,
  { applicationId, guildId }: InScope['Params'],
): CommandScope {
  const application = applicationOf(world, request);
  if (application.id !== applicationId) {
    throw refusal(RESTJSONErrorCodes.UnknownApplication);
  }
  const guild = guildId === undefined ? null : joinedGuild(world, application, guildId).id;
  return world.commandScope(applicationId, guild);
}

function commandIn(scope: CommandScope, commandId: string): APIApplicationCommand {
  const command = scope.commands.get(commandId);
  if (command === undefined) {
    throw refusal(RESTJSONErrorCodes.UnknownApplicationCommand);
  }
  return command;
}

/** How many commands of each type an application may have in one scope. */
const MOST: Readonly<Record<ApplicationCommandType, number>> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
  [ApplicationCommandType.PrimaryEntryPoint]: 1,
};

/** Throws 30032 when there are more commands of a type than an application may have. */
function refuseTooMany(commands: readonly { readonly type: ApplicationCommandType }[]): void {
  const isTooMany = commands.some(
    ({ type }) => commands.filter((each) => each.type === type).length > MOST[type],
  );
  if (isTooMany) throw refusal(RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached);
}

/**
 * Throws 50035 where a command is for a kind of installation that its application does not offer.
 */
function refuseUnoffered(
  application: Application,
  commands: readonly Pick<CommandBody, 'integration_types'>[],
): void {
  const offered = installationsOf(application);
  const problems = commands.flatMap(({ integration_types: kinds }, n) =>
    (kinds ?? [])
      .filter((kind) => !offered.includes(kind))
      .map((kind) => ({
        path: [n, 'integration_types'],
        code: 'APPLICATION_COMMAND_INTEGRATION_TYPE_INVALID',
        message: `The application cannot be installed so (${kind})`,
      })),
  );
  if (problems.length > 0) throw invalidBody(problems);
}

const TRANSLATIONS: ReadonlySet<string> = new Set([
  'name_localizations',
  'description_localizations',
]);

/**
 * A command as a list has it: with all translations of it, its options and choices, or with none.
 */
function listed(command: APIApplicationCommand, withLocalizations: boolean): unknown {
  if (withLocalizations) return command;
  return JSON.parse(
    JSON.stringify(command, (key, value: unknown) => (TRANSLATIONS.has(key) ? undefined : value)),
  );
}

function announce({ events }: World, { applicationId }: CommandScope): void {
  events.emit({ kind: 'commands', applicationId });
}

/** Routes for registering commands, globally and for single guilds. */
export function registerCommandRoutes(app: FastifyInstance, services: RestServices): void {
  const { world } = services;
  for (const scopePath of [
    '/applications/:applicationId/commands',
    '/applications/:applicationId/guilds/:guildId/commands',
  ]) {
    const commandPath = `${scopePath}/:commandId`;

    app.get<InScope>(scopePath, async (request) => {
      const scope = scopeOf(world, request, request.params);
      const withLocalizations = isYes(request.query.with_localizations);
      return [...scope.commands.values()].map((command) => listed(command, withLocalizations));
    });

    app.put<InScope>(scopePath, async (request) => {
      const scope = scopeOf(world, request, request.params);
      const commands = parseBody(commandListSchema, bodyOf(request).json);
      refuseTooMany(commands);
      refuseUnoffered(applicationOf(world, request), commands);
      const registered = replaceCommands(world, scope, commands);
      if (registered === null) {
        throw refusal(ENTRY_POINT_REMOVED);
      }
      announce(world, scope);
      return registered;
    });

    app.post<InScope>(scopePath, async (request, reply) => {
      const scope = scopeOf(world, request, request.params);
      const body = parseBody(commandSchema, bodyOf(request).json);
      const others = [...scope.commands.values()].filter(
        ({ name, type }) => name !== body.name || type !== body.type,
      );
      refuseTooMany([...others, body]);
      refuseUnoffered(applicationOf(world, request), [body]);
      const { command, isNew } = upsertCommand(world, scope, body);
      announce(world, scope);
      return reply.code(isNew ? 201 : 200).send(command);
    });

    app.get<OfCommand>(commandPath, async (request) => {
      const scope = scopeOf(world, request, request.params);
      return commandIn(scope, request.params.commandId);
    });

    app.patch<OfCommand>(commandPath, async (request) => {
      const scope = scopeOf(world, request, request.params);
      const command = commandIn(scope, request.params.commandId);
      const change = parseBody(commandEditSchema, bodyOf(request).json);
      const body = parseBody(commandSchema, { ...command, ...change });
      scope.commands.delete(command.id);
      const changed = { ...upsertCommand(world, scope, body).command, id: command.id };
      for (const [id, { name, type }] of scope.commands) {
        if (name === changed.name && type === changed.type) {
          scope.commands.delete(id);
        }
      }
      scope.commands.set(command.id, changed);
      announce(world, scope);
      return changed;
    });

    app.delete<OfCommand>(commandPath, async (request, reply) => {
      const scope = scopeOf(world, request, request.params);
      scope.commands.delete(commandIn(scope, request.params.commandId).id);
      announce(world, scope);
      return reply.code(204).send();
    });
  }
}
