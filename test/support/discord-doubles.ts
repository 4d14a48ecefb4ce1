import {
  ButtonInteraction,
  Collection,
  DiscordAPIError,
  Message,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';

import type { SeenCard } from '../../src/bot/cards/answering/seen-card.js';
import { footerFor } from '../../src/interactions/interaction-id.js';
import { INTERACTION_ID, interactionState } from './states.js';
import { strictInstance } from './strict-double.js';

const { messageId: MESSAGE_ID, channelId: CHANNEL_ID } = interactionState();

/** Members of a message, as a double is told them. */
type Told<T> = { readonly [Key in keyof T]?: unknown };

/** The message of a card, as an interaction carries it. */
export function cardMessage(told: Told<Message> = {}): Message {
  return strictInstance(Message, {
    id: MESSAGE_ID,
    channelId: CHANNEL_ID,
    embeds: [cardEmbed()],
    components: [],
    attachments: new Collection(),
    ...told,
  });
}

/** What a click on a card without a picture saw. */
export const SEEN: SeenCard = { pictureName: undefined, rows: [] };

/** The embed of a card, with the picture of this name where one is shown. */
export function cardEmbed(pictureName?: string): object {
  const url = `https://cdn.discordapp.com/attachments/1/2/${pictureName}?ex=6a&is=69&hm=68`;
  return {
    footer: { text: footerFor(INTERACTION_ID) },
    fields: [],
    image: pictureName === undefined ? null : { url },
  };
}

const KINDS = {
  isButton: () => false,
  isStringSelectMenu: () => false,
  isModalSubmit: () => false,
  isCommand: () => false,
  isRepliable: () => true,
};

const CLICK = {
  id: '700000000000000007',
  user: { id: '200000000000000002' },
  deferred: false,
  replied: false,
  ephemeral: null,
};

/** A click on a button of a card; answering it has to be told. */
export function buttonClick(
  customId: string,
  told: Told<ButtonInteraction> = {},
): ButtonInteraction {
  return strictInstance(ButtonInteraction, {
    ...KINDS,
    ...CLICK,
    isButton: () => true,
    customId,
    message: cardMessage(),
    ...told,
  });
}

/** A choice from the style select of a card. */
export function styleChoice(
  value: string,
  told: Told<StringSelectMenuInteraction> = {},
): StringSelectMenuInteraction {
  return strictInstance(StringSelectMenuInteraction, {
    ...KINDS,
    ...CLICK,
    isStringSelectMenu: () => true,
    customId: `style_options_select:${INTERACTION_ID}`,
    message: cardMessage(),
    values: [value],
    ...told,
  });
}

/** A submitted modal that a card opened. */
export function modalSubmit(told: Told<ModalSubmitInteraction> = {}): ModalSubmitInteraction {
  return strictInstance(ModalSubmitInteraction, {
    ...KINDS,
    ...CLICK,
    isModalSubmit: () => true,
    isFromMessage: () => true,
    customId: `process_edit_prompt_modal:${INTERACTION_ID}`,
    message: cardMessage(),
    ...told,
  });
}

/** An error that Discord answered with, by its code. */
export function discordApiError(code: number): DiscordAPIError {
  const body = { code, message: 'told to fail' };
  return new DiscordAPIError(body, code, 400, 'POST', 'https://discord.test/x', {
    files: undefined,
    body: undefined,
  });
}

/** What Discord answers to a reply to a message that no longer exists. */
export function unknownReference(): DiscordAPIError {
  const problem = { code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' };
  const body = {
    code: 50035,
    message: 'Invalid Form Body',
    errors: { message_reference: { _errors: [problem] } },
  };
  return new DiscordAPIError(body, body.code, 400, 'POST', 'https://discord.test/x', {
    files: undefined,
    body: undefined,
  });
}
