import { RESTJSONErrorCodes } from 'discord-api-types/v10';

/** One problem with a field of a body. */
export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[];
}

/** Discord's format of problems: keys and indexes down to `_errors`. */
function errorTree(problems: readonly FieldProblem[]): ErrorTree {
  const root: ErrorTree = {};
  for (const { path, code, message } of problems) {
    let node = root;
    for (const part of path) {
      const existing = node[part];
      const child: ErrorTree = existing === undefined || Array.isArray(existing) ? {} : existing;
      node[part] = child;
      node = child;
    }
    const earlier = node['_errors'];
    node['_errors'] = [...(Array.isArray(earlier) ? earlier : []), { code, message }];
  }
  return root;
}

/** A refusal in Discord's format: HTTP status, JSON error code, message and nested field errors. */
export class DiscordError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly problems: readonly FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'DiscordError';
  }

  /** The answer's body. */
  get body(): { message: string; code: number; errors?: ErrorTree } {
    const errors = this.problems.length === 0 ? {} : { errors: errorTree(this.problems) };
    return { message: this.message, code: this.code, ...errors };
  }
}

/** 401: the token is missing or wrong. */
export const unauthorized = (): DiscordError => new DiscordError(401, 0, '401: Unauthorized');

/** 404 without a JSON code: no such route. */
export const notFound = (): DiscordError => new DiscordError(404, 0, '404: Not Found');

/** 50035, with the problem of each field. */
export const invalidBody = (problems: readonly FieldProblem[]): DiscordError =>
  new DiscordError(
    400,
    RESTJSONErrorCodes.InvalidFormBodyOrContentType,
    'Invalid Form Body',
    problems,
  );

/** Not named by discord-api-types; what it stands for is assumed (see the README). */
export const ENTRY_POINT_REMOVED = 50_240;

const REFUSALS = {
  [RESTJSONErrorCodes.UnknownApplication]: [404, 'Unknown Application'],
  [RESTJSONErrorCodes.UnknownChannel]: [404, 'Unknown Channel'],
  [RESTJSONErrorCodes.UnknownGuild]: [404, 'Unknown Guild'],
  [RESTJSONErrorCodes.UnknownMember]: [404, 'Unknown Member'],
  [RESTJSONErrorCodes.UnknownMessage]: [404, 'Unknown Message'],
  [RESTJSONErrorCodes.UnknownUser]: [404, 'Unknown User'],
  [RESTJSONErrorCodes.UnknownEmoji]: [400, 'Unknown Emoji'],
  [RESTJSONErrorCodes.UnknownWebhook]: [404, 'Unknown Webhook'],
  [RESTJSONErrorCodes.UnknownInteraction]: [404, 'Unknown interaction'],
  [RESTJSONErrorCodes.UnknownApplicationCommand]: [404, 'Unknown application command'],
  [RESTJSONErrorCodes.RequestEntityTooLarge]: [413, 'Request entity too large'],
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]: [
    400,
    'Interaction has already been acknowledged.',
  ],
  [RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages]: [
    400,
    'This interaction has hit the maximum number of follow-up messages',
  ],
  [RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached]: [
    400,
    'Maximum number of application commands reached',
  ],
  [RESTJSONErrorCodes.MissingAccess]: [403, 'Missing Access'],
  [RESTJSONErrorCodes.CannotExecuteActionOnDMChannel]: [
    403,
    'Cannot execute action on a DM channel',
  ],
  [RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser]: [
    403,
    'Cannot edit a message authored by another user',
  ],
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage]: [400, 'Cannot send an empty message'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: [403, 'Cannot send messages to this user'],
  [RESTJSONErrorCodes.MissingPermissions]: [403, 'Missing Permissions'],
  [RESTJSONErrorCodes.InvalidWebhookToken]: [401, 'Invalid Webhook Token'],
  [RESTJSONErrorCodes.RequestBodyContainsInvalidJSON]: [
    400,
    'The request body contains invalid JSON.',
  ],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread]: [400, 'Thread is archived'],
  [RESTJSONErrorCodes.ThreadLocked]: [403, 'This thread is locked'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds]: [
    403,
    'Cannot send messages to this user due to having no mutual guilds',
  ],
  [ENTRY_POINT_REMOVED]: [
    400,
    "You cannot remove this app's Entry Point command in a bulk update operation. Please include the Entry Point command in your update request or delete it separately.",
  ],
  [RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory]: [
    400,
    'Cannot reply without permission to read message history',
  ],
} as const satisfies Readonly<Record<number, readonly [number, string]>>;

/** The refusal with that code, and Discord's status and wording. */
export function refusal(code: keyof typeof REFUSALS): DiscordError {
  const [status, message] = REFUSALS[code];
  return new DiscordError(status, code, message);
}
