import type { Control } from '../../protocol-requests.js';
import type { FaultName, ModelState } from '../../protocol.js';
import type { Session } from './session.js';

/** What the bot panel does. */
export class BotControls {
  constructor(private readonly session: Session) {}

  /** Starts, stops, restarts or kills the bot, moves the clock, or drops its gateway connection. */
  async run(kind: Exclude<Control['kind'], 'chooseModel' | 'setFault'>): Promise<void> {
    await this.session.attempt((api) => api.control({ kind }));
  }

  /** Chooses the model; true when it was taken. The key is kept nowhere in the page. */
  async chooseModel(model: ModelState['model'], apiKey: string): Promise<boolean> {
    const key = apiKey === '' ? {} : { apiKey };
    const done = await this.session.attempt(async (api) => {
      await api.control({ kind: 'chooseModel', model, ...key });
      return true;
    });
    return done === true;
  }

  /** Makes something go wrong, or right again. */
  async setFault(fault: FaultName, on: boolean): Promise<void> {
    await this.session.attempt((api) => api.control({ kind: 'setFault', fault, on }));
  }
}
