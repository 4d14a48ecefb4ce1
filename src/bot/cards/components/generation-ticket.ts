import { randomUUID } from 'node:crypto';

import type { BaseInteraction } from 'discord.js';

import type { GenerationTicket } from '../../../interactions/generation.js';

/** A ticket for the generation that a click asks for. */
export function ticketFor(click: BaseInteraction): GenerationTicket {
  return {
    id: randomUUID(),
    requestedBy: click.user.id,
    requestedAt: click.createdAt.toISOString(),
  };
}
