import type { ReadControl } from './action-schema.js';
import type { EventStreams } from './event-streams.js';
import type { MachineryParts } from './machinery.js';

/** How far one press advances the clock: the lifetime of an interaction's token. */
const CLOCK_STEP_MS = 15 * 60 * 1000;

/** The actions of the bot panel. */
export class Controls {
  constructor(
    private readonly parts: MachineryParts,
    private readonly streams: EventStreams,
  ) {}

  /** Starts the action of a control. Throws 409 or 400 when it is not possible now. */
  press(control: ReadControl): void {
    switch (control.kind) {
      case 'start':
      case 'stop':
      case 'restart':
      case 'kill':
        return this.parts.bot[control.kind]();
      case 'chooseModel':
        return this.#chooseModel(control);
      case 'setFault':
        return this.parts.faults.set(control.fault, control.on);
      case 'setBudget':
        return this.#setBudget(control.isSmall);
      case 'advanceClock':
        return this.#advanceClock();
      case 'dropGateway':
        return this.parts.sandbox.gateway.drop();
    }
  }

  #advanceClock(): void {
    const { clock } = this.parts.sandbox;
    clock.advance(CLOCK_STEP_MS);
    this.streams.tellAll({ kind: 'clock', clock: { offsetMs: clock.offsetMs } });
  }

  #setBudget(isSmall: boolean): void {
    if (this.parts.budget.choose(isSmall)) this.#useNewEnvironment();
  }

  #chooseModel({ model, apiKey }: Extract<ReadControl, { kind: 'chooseModel' }>): void {
    const { model: choice } = this.parts;
    const { name } = choice.state;
    choice.choose(model, apiKey);
    if (choice.state.name !== name) this.#useNewEnvironment();
  }

  /** The model and the budget are in the bot's environment, so a running bot is restarted. */
  #useNewEnvironment(): void {
    const { bot } = this.parts;
    if (bot.state.pid !== null) bot.restart();
  }
}
