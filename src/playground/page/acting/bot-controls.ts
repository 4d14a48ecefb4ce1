import type { Control } from '../../protocol-requests.js';
import type { FaultName, ModelState } from '../../protocol.js';
import type { Session } from './session.js';

/** The actions of the bot panel. */
export class BotControls {
  constructor(private readonly session: Session) {}

  /**
   * Starts, stops, restarts or kills the bot, advances the clock, or drops its gateway connection.
   */
  async run(
    kind: Exclude<Control['kind'], 'chooseModel' | 'setFault' | 'setBudget'>,
  ): Promise<void> {
    await this.session.attempt((api) => api.control({ kind }));
  }

  /** Chooses the model; returns true if it was accepted. The page does not store the key. */
  async chooseModel(model: ModelState['model'], apiKey: string): Promise<boolean> {
    const key = apiKey === '' ? {} : { apiKey };
    const done = await this.session.attempt(async (api) => {
      await api.control({ kind: 'chooseModel', model, ...key });
      return true;
    });
    return done === true;
  }

  /** Restarts the bot with a small budget, or with none. */
  async setBudget(isSmall: boolean): Promise<void> {
    await this.session.attempt((api) => api.control({ kind: 'setBudget', isSmall }));
  }

  /** Switches a fault on or off. */
  async setFault(fault: FaultName, on: boolean): Promise<void> {
    await this.session.attempt((api) => api.control({ kind: 'setFault', fault, on }));
  }
}
