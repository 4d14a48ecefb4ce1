import type { Sandbox } from '../sandbox/sandbox.js';
import type { WorldEvent } from '../sandbox/world/world-events.js';
import type { BotBudget } from './bot-budget.js';
import type { BotSupervisor } from './bot-supervisor.js';
import type { DismissedMessages } from './dismissed-messages.js';
import type { EventStreams } from './event-streams.js';
import type { FaultSwitches } from './fault-switches.js';
import type { ModelChoice } from './model-choice.js';
import type { PersonView } from './person-view.js';
import type { BotState, Snapshot } from './protocol.js';
import { SAMPLES } from './sample-photos.js';
import { commandsOf, snapshotFor } from './snapshot.js';

/** The parts whose state pages show. */
export interface MachineryParts {
  readonly sandbox: Sandbox;
  readonly bot: BotSupervisor;
  readonly model: ModelChoice;
  readonly budget: BotBudget;
  readonly faults: FaultSwitches;
}

/** Sends pages the state of all parts, and its changes. */
export class Machinery {
  #onlineAt = Date.now();

  constructor(private readonly parts: MachineryParts) {}

  /** The whole state as one person sees it. */
  snapshot(view: PersonView): Snapshot {
    const { sandbox, bot, model, faults } = this.parts;
    return snapshotFor(sandbox.world, view, {
      bot: this.botState,
      model: model.state,
      faults: faults.states,
      log: [...bot.log.lines],
      clock: { offsetMs: sandbox.clock.offsetMs },
      samples: SAMPLES,
    });
  }

  /** Sends every change to the streams from now on. */
  tell(streams: EventStreams, dismissed: DismissedMessages): void {
    const { sandbox, bot, model, budget, faults } = this.parts;
    sandbox.world.events.listen((event) => this.#tellEvent(streams, event));
    const tellBot = (): void => streams.tellAll({ kind: 'bot', bot: this.botState });
    bot.on('state', tellBot);
    budget.on('change', tellBot);
    bot.log.on('line', (line) => streams.tellAll({ kind: 'log', line }));
    model.on('change', () => streams.tellAll({ kind: 'model', model: model.state }));
    faults.on('change', (states) => streams.tellAll({ kind: 'faults', faults: states }));
    dismissed.on('dismiss', (message) =>
      streams.tellEach((view) =>
        message.ephemeralFor === view.user.id ? view.gone(message) : undefined,
      ),
    );
  }

  /** The bot's process, and whether the bot is online. */
  get botState(): BotState {
    const { bot, sandbox, budget } = this.parts;
    const more = { online: sandbox.botOnline, onlineAt: this.#onlineAt };
    return { ...bot.state, ...more, hasSmallBudget: budget.isSmall };
  }

  #tellEvent(streams: EventStreams, event: WorldEvent): void {
    if (event.kind === 'presence') {
      this.#onlineAt = Date.now();
      streams.tellAll({ kind: 'bot', bot: this.botState });
    } else if (event.kind === 'commands')
      streams.tellAll({ kind: 'commands', commands: commandsOf(this.parts.sandbox.world) });
    else streams.tellEach((view) => view.change(event));
  }
}
