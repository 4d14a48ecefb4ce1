import { EventEmitter } from 'node:events';

import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../platform/clock.js';
import { isOutcomeDue, isWaiting, type Generation } from '../interactions/generation.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { GENERATION_FAILURES } from '../interactions/failure-kinds.js';
import { GENERATION_LIMITS, type GenerationLimits } from '../config/generation-limits.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import { GenerationRun, type AttemptResult } from './run/generation-run.js';
import { ModelHealth } from './model-health.js';
import { OutcomeDelivery } from './outcome-delivery.js';
import type { QueueLoad } from './queue-load.js';
import { MAX_TROUBLE_MS } from './run/retry-policy.js';
import { FairQueue, type WaitingGeneration } from './fair-queue.js';

/** A generation of this process that a worker has. */
interface RunningGeneration {
  readonly waiting: QueuedGeneration;
  readonly calledOff: AbortController;
}

interface QueuedGeneration extends WaitingGeneration {
  readonly generationId: string;
  readonly takeOver: boolean;
}

/** Node's longest timer; whatever is later is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Decides which generation runs next, and when. The rows are the truth; this wakes the workers of
 * one process, and works only when something has changed or is due.
 */
@injectable()
export class GenerationQueue {
  /** Tells that something waits, runs, or has ended. */
  readonly events = new EventEmitter<{ change: [] }>();
  private readonly queue = new FairQueue<QueuedGeneration>();
  private readonly running = new Map<string, RunningGeneration>();
  private readonly works = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private isTakingWork = true;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly runs: GenerationRun,
    private readonly outcomes: OutcomeDelivery,
    private readonly health: ModelHealth,
    @inject(GENERATION_LIMITS) private readonly limits: GenerationLimits,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sees to whatever the state's generation is owed: to be run, or to have its outcome shown.
   *
   * @param takeOver whether whoever else holds the lease is known to be dead.
   */
  wake(state: InteractionState, takeOver = false): void {
    const { id, generation } = state;
    if (isOutcomeDue(generation)) return this.track(this.deliver(id));
    if (generation === null || !isWaiting(generation)) return;
    this.queue.add(queued(id, generation, takeOver));
    this.pump();
  }

  /** Calls a generation off, whose row says so already: in the line, or at the model. */
  cancel(interactionId: string): void {
    this.queue.remove(interactionId);
    this.running.get(interactionId)?.calledOff.abort(new Error('called off'));
    this.track(this.deliver(interactionId));
    this.pump();
  }

  /** What the row does not say about a generation; null where the row says it all. */
  progressOf(interactionId: string): GenerationProgress | null {
    const nowMs = this.clock.now();
    const index = this.queue
      .inOrder(nowMs)
      .findIndex((waiting) => waiting.interactionId === interactionId);
    if (index === -1) return null;
    const untilMs = this.health.openUntilMs;
    if (untilMs !== null) return { kind: 'breaker_open', untilMs };
    const { averageMs } = this.health;
    const rounds = Math.ceil((index + 1) / this.limits.concurrency);
    return {
      kind: 'waiting',
      before: index + this.running.size,
      startsAtMs: averageMs === null ? null : nowMs + averageMs * rounds,
    };
  }

  /** How much there is to do, and whether it is being done. */
  get load(): QueueLoad {
    const waiting = this.queue.all();
    const running = [...this.running.values()].map((each) => each.waiting);
    const oldestMs = [...waiting, ...running].reduce(
      (least, { requestedAtMs }) => Math.min(least, requestedAtMs),
      Number.POSITIVE_INFINITY,
    );
    return {
      isTakingWork: this.isTakingWork,
      waiting: waiting.length,
      running: running.length,
      oldestRequestedAtMs: Number.isFinite(oldestMs) ? oldestMs : null,
    };
  }

  /** The interactions whose generation waits or runs: those next in line first. */
  get interactionIds(): string[] {
    const waiting = this.queue.inOrder(Number.MAX_SAFE_INTEGER);
    return [...this.running.keys(), ...waiting.map(({ interactionId }) => interactionId)];
  }

  /**
   * Takes no more work, gives what runs `graceMs` to end, and leaves the rest as it is to the next
   * start.
   */
  async stop(graceMs: number): Promise<void> {
    this.isTakingWork = false;
    clearTimeout(this.timer);
    const isOver = setTimeout(() => this.leave(), graceMs);
    while (this.works.size > 0) await Promise.all(this.works);
    clearTimeout(isOver);
    this.leave();
  }

  private leave(): void {
    this.stopping.abort(new Error('the process is stopping'));
  }

  /** Starts whatever may start now, and sees to it that what is due later starts then. */
  private pump(): void {
    this.giveUpWhileTripped();
    for (let next = this.next(); next !== undefined; next = this.next()) {
      this.track(this.run(next));
    }
    this.wakeLater();
    this.events.emit('change');
  }

  private next(): QueuedGeneration | undefined {
    const { concurrency, concurrencyPerPerson } = this.limits;
    if (!this.isTakingWork || this.running.size >= concurrency) return undefined;
    if (!this.health.mayBeAsked(this.running.size)) return undefined;
    return this.queue.take(
      this.clock.now(),
      ({ interactionId, personId }) =>
        !this.running.has(interactionId) && this.runningFor(personId) < concurrencyPerPerson,
    );
  }

  private runningFor(personId: string): number {
    return [...this.running.values()].filter(({ waiting }) => waiting.personId === personId).length;
  }

  private async run(waiting: QueuedGeneration): Promise<void> {
    const { interactionId, takeOver } = waiting;
    const calledOff = new AbortController();
    this.running.set(interactionId, { waiting, calledOff });
    const result = await this.runs.attempt(interactionId, {
      takeOver,
      cancelled: calledOff.signal,
      stopping: this.stopping.signal,
    });
    this.running.delete(interactionId);
    this.goOn(waiting, result, calledOff.signal.aborted);
    this.pump();
  }

  private goOn(waiting: QueuedGeneration, result: AttemptResult, isCalledOff: boolean): void {
    if (result.kind === 'outcome') this.track(this.deliver(waiting.interactionId));
    if (result.kind !== 'retry' || isCalledOff) return;
    this.queue.add({ ...waiting, notBeforeMs: result.notBeforeMs });
  }

  /** Nobody waits without end for a model that does not come back. */
  private giveUpWhileTripped(): void {
    if (!this.health.isTripped || !this.isTakingWork) return;
    const patienceMs = this.clock.now() - MAX_TROUBLE_MS;
    for (const { interactionId, generationId, requestedAtMs } of this.queue.all()) {
      if (requestedAtMs <= patienceMs) {
        this.queue.remove(interactionId);
        this.track(this.giveUp(interactionId, generationId));
      }
    }
  }

  private async giveUp(interactionId: string, generationId: string): Promise<void> {
    const { signal } = this.stopping;
    await this.runs.giveUp(interactionId, generationId, GENERATION_FAILURES.own.modelGone, signal);
    await this.deliver(interactionId);
  }

  private async deliver(interactionId: string): Promise<void> {
    await this.outcomes.deliver(interactionId, this.stopping.signal);
  }

  private wakeLater(): void {
    clearTimeout(this.timer);
    const nowMs = this.clock.now();
    const times = [this.queue.nextDueMs(nowMs), this.health.openUntilMs ?? undefined];
    const future = times.filter((timeMs) => timeMs !== undefined);
    if (future.length === 0 || this.queue.length === 0 || !this.isTakingWork) return;
    const waitMs = Math.min(Math.max(Math.min(...future) - nowMs, 1), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.pump(), waitMs);
  }

  private track(work: Promise<void>): void {
    this.works.add(work);
    void work.finally(() => this.works.delete(work));
  }
}

function queued(
  interactionId: string,
  { id: generationId, requestedBy, requestedAt, retry }: Generation,
  takeOver: boolean,
): QueuedGeneration {
  return {
    interactionId,
    generationId,
    personId: requestedBy,
    requestedAtMs: Date.parse(requestedAt),
    notBeforeMs: retry ? Date.parse(retry.notBefore) : 0,
    takeOver,
  };
}
