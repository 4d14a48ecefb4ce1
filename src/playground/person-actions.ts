import { ApplicationCommandType, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';

import type { UploadedFile } from '../sandbox/cdn/attachments.js';
import type { Answer } from '../sandbox/client/answer.js';
import type { ClientServices } from '../sandbox/client/client-services.js';
import { InputRefused } from '../sandbox/client/input-refused.js';
import { useComponent } from '../sandbox/client/interacting.js';
import {
  invokeCommand,
  invokeMessageCommand,
  requestCompletion,
} from '../sandbox/client/using-commands.js';
import { InteractionFailed } from '../sandbox/interactions/interaction-failed.js';
import type { RequestFiles } from '../sandbox/messages/message-body.js';
import { addReaction, parseEmoji, removeReaction } from '../sandbox/messages/reactions.js';
import { findCommand } from '../sandbox/world/command-registry.js';
import type { Spot } from '../sandbox/world/command-access.js';
import type { ReadAction } from './action-schema.js';
import type { DismissedMessages } from './dismissed-messages.js';
import { mayDelete } from '../sandbox/client/may-act.js';
import { OpenModals } from './open-modals.js';
import { channelFor, messageFor, requirePermission, usableComponent } from './person-lookup.js';
import type { PersonView } from './person-view.js';
import { PlaygroundError } from './playground-error.js';
import type { ActionAnswer } from './protocol-requests.js';
import { sendMessage } from './send-message.js';

type Of<Kind extends ReadAction['kind']> = Extract<ReadAction, { readonly kind: Kind }>;

/** Discord's limit of different reactions on one message. */
const MAX_REACTIONS = 20;

/** Performs people's actions, within the limits of their client. */
export class PersonActions {
  readonly #modals = new OpenModals();

  constructor(
    private readonly services: ClientServices,
    private readonly dismissed: DismissedMessages,
  ) {}

  /**
   * Performs one action of a person and returns what their client would show.
   *
   * @throws PlaygroundError 400, 403, 404, 409 or 413 for an action that the client would not
   * allow.
   */
  async perform(view: PersonView, action: ReadAction, files: RequestFiles): Promise<ActionAnswer> {
    try {
      return await this.#performed(view, action, files);
    } catch (error) {
      if (error instanceof InteractionFailed)
        return { kind: 'interactionFailed', reason: error.reason };
      if (error instanceof InputRefused)
        throw new PlaygroundError(400, 'input_refused', error.message);
      throw error;
    }
  }

  async #performed(
    view: PersonView,
    action: ReadAction,
    files: RequestFiles,
  ): Promise<ActionAnswer> {
    const { services } = this;
    switch (action.kind) {
      case 'send':
        return { kind: 'sent', messageId: sendMessage(services, view, action, files).id };
      case 'click':
      case 'select':
        return this.#use(view, action);
      case 'submitModal':
        return this.#submit(view, action, files);
      case 'command':
      case 'complete':
        return this.#command(view, action, files);
      case 'messageCommand':
        return this.#messageCommand(view, action);
      case 'react':
      case 'unreact':
        return this.#react(view, action);
      default:
        return this.#simply(view, action);
    }
  }

  #simply(view: PersonView, action: Of<'deleteMessage' | 'dismiss' | 'type'>): ActionAnswer {
    const { world, writer } = this.services;
    if (action.kind === 'type') {
      const channel = channelFor(world, view, action.channelId);
      world.events.emit({ kind: 'typing', channel, userId: view.user.id });
      return { kind: 'done' };
    }
    const message = messageFor(world, view, action.messageId);
    const isAllowed =
      action.kind === 'dismiss'
        ? message.ephemeralFor !== undefined
        : mayDelete(world, message, view.user);
    if (!isAllowed) throw forbidden('This message is not yours.');
    if (action.kind === 'dismiss') this.dismissed.add(message);
    else writer.remove(message);
    return { kind: 'done' };
  }

  async #use(view: PersonView, action: Of<'click' | 'select'>): Promise<ActionAnswer> {
    const message = messageFor(this.services.world, view, action.messageId);
    const { customId } = action;
    const component = usableComponent(message, customId);
    const { type: componentType } = component;
    if ((componentType === ComponentType.Button) !== (action.kind === 'click'))
      throw new PlaygroundError(400, 'malformed', 'This component is used in another way.');
    if (action.kind === 'click')
      return this.#shown(view, await useComponent(this.services, view.user, message, { customId }));
    const { values } = action;
    const known =
      component.type === ComponentType.StringSelect
        ? new Set(component.options.map(({ value }) => value))
        : null;
    if (values.length === 0 || values.some((value) => known?.has(value) === false))
      throw new PlaygroundError(400, 'unknown_option', 'This is not among the options.');
    const use = { customId, componentType, values };
    return this.#shown(view, await useComponent(this.services, view.user, message, use));
  }

  async #submit(
    view: PersonView,
    { handle, values, files = {} }: Of<'submitModal'>,
    sent: RequestFiles,
  ): Promise<ActionAnswer> {
    const modal = this.#modals.find(view.user.id, handle);
    if (modal === undefined)
      throw new PlaygroundError(404, 'unknown_modal', 'This dialog is too old; open it again.');
    const uploads = Object.entries(files).map(([id, numbers]) => [id, chosen(sent, numbers)]);
    return this.#shown(view, await modal.submit({ ...values, ...Object.fromEntries(uploads) }));
  }

  async #command(
    view: PersonView,
    action: Of<'command' | 'complete'>,
    sent: RequestFiles,
  ): Promise<ActionAnswer> {
    const { services } = this;
    const channel = channelFor(services.world, view, action.channelId);
    const { name, options } = action;
    const [command = ''] = name.split(' ');
    this.#requireCommand({ channel, user: view.user }, command, ApplicationCommandType.ChatInput);
    const use = { user: view.user, channel, name };
    const answer =
      action.kind === 'complete'
        ? requestCompletion(services, use, options, action.focused)
        : invokeCommand(services, use, { ...options, ...filesOf(action, sent) });
    return this.#shown(view, await answer);
  }

  async #messageCommand(
    view: PersonView,
    { messageId, name }: Of<'messageCommand'>,
  ): Promise<ActionAnswer> {
    const { services } = this;
    const message = messageFor(services.world, view, messageId);
    const channel = services.world.channel(message.channelId);
    this.#requireCommand({ channel, user: view.user }, name, ApplicationCommandType.Message);
    return this.#shown(view, await invokeMessageCommand(services, view.user, message, name));
  }

  #requireCommand(spot: Spot, name: string, type: ApplicationCommandType): void {
    const { world } = this.services;
    const { id } = world.application;
    if (findCommand(world, id, spot, { name, type }) === undefined)
      throw new PlaygroundError(404, 'unknown_command', 'The bot has no such command here.');
  }

  #react(view: PersonView, { kind, messageId, emoji }: Of<'react' | 'unreact'>): ActionAnswer {
    const { world } = this.services;
    const message = messageFor(world, view, messageId);
    const parsed = parseEmoji(emoji);
    if (parsed === undefined)
      throw new PlaygroundError(400, 'unknown_emoji', 'This is not an emoji.');
    if (message.ephemeralFor !== undefined) throw forbidden('Nobody can react to this message.');
    const { id } = view.user;
    if (kind === 'unreact') {
      removeReaction(world, message, id, parsed);
      return { kind: 'done' };
    }
    const isThere = message.reactions.some(({ emoji: { name } }) => name === parsed.name);
    if (!isThere) {
      const channel = world.channel(message.channelId);
      requirePermission(view, channel, PermissionFlagsBits.AddReactions);
      if (message.reactions.length >= MAX_REACTIONS) throw forbidden('It has too many reactions.');
    }
    addReaction(world, message, id, parsed);
    return { kind: 'done' };
  }

  #shown({ user }: PersonView, answer: Answer): ActionAnswer {
    if (answer.kind === 'autocomplete') return { kind: 'choices', choices: answer.choices };
    if (answer.modal === undefined) return { kind: 'done' };
    const handle = this.#modals.add(user.id, answer.modal);
    return { kind: 'modal', handle, modal: answer.modal.shown };
  }
}

function forbidden(message: string): PlaygroundError {
  return new PlaygroundError(403, 'forbidden', message);
}

function filesOf({ files = {} }: Of<'command'>, sent: RequestFiles) {
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, n]) => chosen(sent, [n]).map((file) => [name, file])),
  );
}

function chosen(sent: RequestFiles, numbers: readonly number[]): UploadedFile[] {
  return numbers.map((n) => {
    const file = sent.get(String(n));
    if (file === undefined)
      throw new PlaygroundError(400, 'malformed', 'A file of the request is missing.');
    return file;
  });
}
