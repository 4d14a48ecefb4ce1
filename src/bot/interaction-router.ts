import { Discord, On, type ArgsOf, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { tellPerson } from './cards/answering/tell-person.js';

const UNKNOWN =
  'I do not know this button or command (any more). Mention me with a prompt or pictures, and you get a card with everything I can do.';

/** Hands every interaction to its handler, and answers those that have none. */
@Discord()
@injectable()
export class InteractionRouter {
  @On({ event: 'interactionCreate' })
  async route([interaction]: ArgsOf<'interactionCreate'>, client: Client): Promise<void> {
    const handled: unknown = await client.executeInteraction(interaction);
    // discordx runs no guard for a custom id that no handler matches; it returns null.
    if (handled === null) await tellPerson(interaction, UNKNOWN);
  }
}
