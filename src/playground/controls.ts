import type { Sandbox } from '../sandbox/sandbox.js';
import type { ReadControl } from './action-schema.js';
import type { BotSupervisor } from './bot-supervisor.js';
import type { EventStreams } from './event-streams.js';
import type { FaultSwitches } from './fault-switches.js';
import type { ModelChoice } from './model-choice.js';

/** How far one press advances the clock: the lifetime of an interaction's token. */
const CLOCK_STEP_MS = 15 * 60 * 1000;

/** The actions of the bot panel. */
export class Controls {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly bot: BotSupervisor,
    private readonly model: ModelChoice,
    private readonly faults: FaultSwitches,
    private readonly streams: EventStreams,
  ) {}

  /** Starts the action of a control. Throws 409 or 400 when it is not possible now. */
  press(control: ReadControl): void {
    switch (control.kind) {
      case 'start':
      case 'stop':
      case 'restart':
      case 'kill':
        return this.bot[control.kind]();
      case 'chooseModel':
        return this.#chooseModel(control);
      case 'setFault':
        return this.faults.set(control.fault, control.on);
      case 'advanceClock':
        return this.#advanceClock();
      case 'dropGateway':
        return this.sandbox.gateway.drop();
    }
  }

  #advanceClock(): void {
    const { clock } = this.sandbox;
    clock.advance(CLOCK_STEP_MS);
    this.streams.tellAll({ kind: 'clock', clock: { offsetMs: clock.offsetMs } });
  }

  /** The model is in the bot's environment, so a running bot is restarted. */
  #chooseModel({ model, apiKey }: Extract<ReadControl, { kind: 'chooseModel' }>): void {
    const { name } = this.model.state;
    this.model.choose(model, apiKey);
    const isRunning = this.bot.state.pid !== null;
    if (isRunning && this.model.state.name !== name) this.bot.restart();
  }
}
