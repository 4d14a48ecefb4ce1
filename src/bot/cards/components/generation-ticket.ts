import { randomUUID } from 'node:crypto';

import type { BaseInteraction } from 'discord.js';

import type { GenerationTicket } from '../../../interactions/generation.js';

/** The ticket of the generation that a click requests. */
export function ticketFor(click: BaseInteraction): GenerationTicket {
  return {
    id: randomUUID(),
    requestedBy: click.user.id,
    requestedAt: click.createdAt.toISOString(),
  };
}
