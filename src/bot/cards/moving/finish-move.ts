import type { Client, SendableChannels } from 'discord.js';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import { endMove, undoMove } from '../../../interactions/moving.js';
import type { PersistenceService } from '../../../persistence/persistence-service.js';
import { toDiscordError } from '../../discord-errors.js';
import { ownMessageAbout } from '../answering/own-messages.js';
import { sendCard, type SendTools } from '../answering/send-card.js';
import { sentOnce } from '../answering/sent-once.js';
import { closeFormerCard } from './close-former-card.js';
import { sendableChannel } from './sendable-channel.js';

/** What a card is moved with. */
export interface MoveTools extends SendTools {
  readonly persistence: PersistenceService;
}

/**
 * Brings a card to the place that its state names, if it is on its way there: posts it, closes its
 * former message, and stores which message it is now. Each step may be repeated, so whoever finds a
 * move that a killed process has begun can finish it. Where the card cannot be posted, it stays
 * where it was.
 *
 * @param isNew whether nobody can have posted it yet; else it is looked for first.
 * @returns the stored state.
 * @throws AppError `discord.*` or `storage.*`
 */
export async function finishMove(
  client: Client,
  state: InteractionState,
  { isNew = false, ...tools }: MoveTools & { readonly isNew?: boolean },
): Promise<InteractionState> {
  const { move } = state;
  if (move === null) return state;
  const messageId = await newMessageId(client, state, move.clickId, tools, isNew);
  return arrive(client, state, messageId, tools);
}

/**
 * The last steps of a move: closes the former message, and then stores that the card is this one.
 * In this order, since nobody comes back to a move that is over.
 *
 * @returns the stored state.
 * @throws AppError `storage.*`
 */
export async function arrive(
  client: Client,
  state: InteractionState,
  messageId: string,
  { persistence, logger }: Pick<MoveTools, 'persistence' | 'logger'>,
): Promise<InteractionState> {
  const there = endMove(state, messageId);
  if (there === null) return state;
  await closeFormerCard(client, there, logger);
  const moved = await persistence.change(state.id, (now) => endMove(now, messageId));
  // Whoever posted the former message may have told the row only now which one it is.
  if (moved !== null && moved.formerCards[0]?.messageId !== there.formerCards[0]?.messageId)
    await closeFormerCard(client, moved, logger);
  return moved ?? (await persistence.load(state.id));
}

async function newMessageId(
  client: Client,
  state: InteractionState,
  clickId: string,
  tools: MoveTools,
  isNew: boolean,
): Promise<string> {
  try {
    const channel = await sendableChannel(client, state.channelId ?? '');
    const there = isNew ? null : await ownMessageAbout(channel, state.id, { after: clickId });
    return there?.id ?? (await post(channel, state, clickId, tools));
  } catch (cause) {
    const error = toDiscordError(cause);
    // After an error that may pass, the next press or start goes on.
    if (!error.retryable) await tools.persistence.change(state.id, undoMove);
    throw error;
  }
}

/** The click's id is the nonce: a repetition, also by another process, posts nothing. */
async function post(
  channel: SendableChannels,
  state: InteractionState,
  nonce: string,
  tools: SendTools,
): Promise<string> {
  const once = { nonce, enforceNonce: true };
  const card = await sendCard(state, tools, (payload) =>
    sentOnce(payload, async () => channel.send({ ...payload, ...once })),
  );
  return card.id;
}
