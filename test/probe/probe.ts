import { ButtonStyle, ComponentType, GatewayOpcodes, InteractionType } from 'discord-api-types/v10';
import type {
  APIMessage,
  APIMessageComponentInteraction,
  GatewayReceivePayload,
} from 'discord-api-types/v10';

import type { GatewayClient } from './gateway-client.js';
import type { RestClient } from './rest-client.js';

/** How long a person gets to press a button. */
export const PRESS_TIMEOUT_MS = 120_000;

/** The custom id of the message that waits for a later run to be an hour old. */
export const OLD_BUTTON = 'probe:old';

/** Puts something back. The client that it is given works after the end of the questions too. */
export type Undo = (rest: RestClient) => Promise<unknown>;

/** What every question has at hand. */
export interface Probe {
  readonly rest: RestClient;
  readonly gateway: GatewayClient;
  readonly channelId: string;
  /** Waits; a stand-in in tests. */
  readonly pause: (ms: number) => Promise<void>;
  /** Is done at the end, in reverse order, whatever happened. */
  readonly atTheEnd: (undo: Undo) => void;
  /** Tells the person who runs the program what happens. */
  readonly say: (line: string) => void;
}

/** One question for the real Discord. */
export interface Question {
  readonly question: string;
  /** Finds out. The answer is a sentence; it rejects where it cannot be known this time. */
  readonly ask: (probe: Probe) => Promise<string>;
}

/** A row of buttons. */
export function buttons(labels: Readonly<Record<string, string>>): unknown[] {
  const components = Object.entries(labels).map(([customId, label]) => ({
    type: ComponentType.Button,
    style: ButtonStyle.Primary,
    custom_id: customId,
    label,
  }));
  return [{ type: ComponentType.ActionRow, components }];
}

/** Posts a message that goes at the end. */
export async function postForNow(probe: Probe, message: unknown): Promise<APIMessage> {
  const posted = await probe.rest.post(probe.channelId, message);
  removeAtTheEnd(probe, posted.id);
  return posted;
}

/** Removes a message at the end; one that is gone already is fine. */
export function removeAtTheEnd({ atTheEnd, channelId }: Probe, messageId: string): void {
  const route = `/channels/${channelId}/messages/${messageId}`;
  atTheEnd(async (rest) => {
    const present = await rest.ask('GET', route);
    if (present.status !== 404) await rest.must('DELETE', route);
  });
}

/** The click on one of the buttons of a message, if that is what a payload holds. */
export function clickOn(
  messageId: string,
  payload: GatewayReceivePayload,
): APIMessageComponentInteraction | undefined {
  const isClick =
    payload.op === GatewayOpcodes.Dispatch &&
    payload.t === 'INTERACTION_CREATE' &&
    payload.d.type === InteractionType.MessageComponent &&
    payload.d.message.id === messageId;
  return isClick ? (payload.d as APIMessageComponentInteraction) : undefined;
}

/** Waits until a person has pressed a button of a message. */
export async function pressed(
  { gateway, say }: Probe,
  messageId: string,
): Promise<APIMessageComponentInteraction> {
  say(`Somebody has to press a button in the channel now (message ${messageId}).`);
  return gateway.next('a click', PRESS_TIMEOUT_MS, (payload) => clickOn(messageId, payload));
}

/** The route of a click's first answer. */
export function callbackOf({ id, token }: APIMessageComponentInteraction): string {
  return `/interactions/${id}/${token}/callback`;
}

/** The route of the message that a click was answered with. */
export function originalOf(click: APIMessageComponentInteraction): string {
  return `/webhooks/${click.application_id}/${click.token}/messages/@original`;
}
