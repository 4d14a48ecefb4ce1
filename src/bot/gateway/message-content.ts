import { inject, injectable, type InjectionToken } from 'tsyringe';

import { LOGGER, type Logger } from '../../platform/logger.js';

/** Whether the bot is to log in with the privileged message content intent. */
export const MESSAGE_CONTENT_INTENT: InjectionToken<boolean> = Symbol('MessageContentIntent');

/**
 * The message content intent: whether it is asked for, and whether Discord gives it. From 10,000
 * users on, Discord reviews who has it, and may take it away at any time.
 */
@injectable()
export class MessageContent {
  private refused = false;

  constructor(
    @inject(MESSAGE_CONTENT_INTENT) private readonly isWanted: boolean,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Whether the bot can read messages of others that do not mention it. */
  get isOn(): boolean {
    return this.isWanted && !this.refused;
  }

  /** Whether Discord refuses the intent, though it is asked for. */
  get isRefused(): boolean {
    return this.refused;
  }

  /** Goes on without the intent until the next start. Returns false if it was not on. */
  giveUp(): boolean {
    if (!this.isOn) return false;
    this.refused = true;
    this.logger.error(
      {},
      'Discord does not grant the message content intent (4014), so the bot goes on without it; switch it on at https://discord.com/developers/applications and start again, or set MESSAGE_CONTENT_INTENT=false',
    );
    return true;
  }
}
