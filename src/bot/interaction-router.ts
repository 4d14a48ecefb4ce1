import { Discord, On, type ArgsOf, type Client } from 'discordx';
import { injectable } from 'tsyringe';

import { tellPerson } from './cards/answering/tell-person.js';
import { UNKNOWN } from './sentences.js';

/** Passes every interaction to its handler, and answers those without a handler. */
@Discord()
@injectable()
export class InteractionRouter {
  @On({ event: 'interactionCreate' })
  async route([interaction]: ArgsOf<'interactionCreate'>, client: Client): Promise<void> {
    const handled: unknown = await client.executeInteraction(interaction);
    // discordx returns null, and runs no guard, for a custom id without a handler.
    if (handled === null) await tellPerson(interaction, UNKNOWN);
  }
}
