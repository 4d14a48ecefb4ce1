/** Discord's text under a message when a bot did not answer a click in time. */
export const INTERACTION_FAILED = 'This interaction failed';

/** An interaction that the bot did not answer within three seconds, or could not receive. */
export class InteractionFailed extends Error {
  constructor(readonly reason: string) {
    super(`${INTERACTION_FAILED} (${reason})`);
    this.name = 'InteractionFailed';
  }
}
