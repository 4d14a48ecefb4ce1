import { AsyncResource } from 'node:async_hooks';
import { EventEmitter, setMaxListeners } from 'node:events';

import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../platform/clock.js';
import {
  isOutcomeDue,
  isWaiting,
  type Generation,
  type GenerationStatus,
} from '../interactions/generation.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { GENERATION_FAILURES } from '../interactions/failure-kinds.js';
import { GENERATION_LIMITS, type GenerationLimits } from '../config/generation-limits.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import { PermittedRun, type RunResult } from './run/permitted-run.js';
import { settledWithin } from '../platform/settled-within.js';
import { ModelHealth } from './model-health.js';
import { OutcomeDelivery } from './outcome-delivery.js';
import { loadOf, type QueueLoad } from './queue-load.js';
import { MAX_RETRY_DURATION_MS } from './run/retry-policy.js';
import { FairQueue, type WaitingGeneration } from './fair-queue.js';
import { RunningGenerations } from './running-generations.js';

interface QueuedGeneration extends WaitingGeneration {
  readonly generationId: string;
}

/** How long aborted work may take to end. After that, nobody waits for it. */
const ABORTED_WITHIN_MS = 3_000;

/** Node's longest timer. For a later time, the timer is set again when it fires. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Decides which generation runs next, and when. The rows hold the state; this class starts the
 * workers of one process. It acts only when something changes or becomes due, or when it is woken.
 */
@injectable()
export class GenerationQueue {
  /** Emits `change` when a generation was queued, started or ended. */
  readonly events = new EventEmitter<{ change: [] }>();
  private readonly queue = new FairQueue<QueuedGeneration>();
  private readonly running = new RunningGenerations<QueuedGeneration>();
  /** The interactions whose outcome is on its way to the card. */
  private readonly delivering = new Set<string>();
  /** People for whom other processes make as many pictures as they may. */
  private readonly occupied = new Set<string>();
  private readonly works = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private isTakingWork = true;
  private timer: NodeJS.Timeout | undefined;
  /**
   * Starts all generations that may start now, and sets a timer for the next one that is due later.
   * They are those of anybody, so this is no part of the trace of whoever calls it.
   */
  private readonly startDue = AsyncResource.bind((): void => {
    this.giveUpWhileBreakerOpen();
    for (let next = this.next(); next !== undefined; next = this.next()) {
      this.track(this.run(next));
    }
    this.setTimer();
    this.events.emit('change');
  });

  constructor(
    private readonly runs: PermittedRun,
    private readonly outcomes: OutcomeDelivery,
    private readonly health: ModelHealth,
    @inject(GENERATION_LIMITS) private readonly limits: GenerationLimits,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    // Each worker and each delivery listens to it.
    setMaxListeners(0, this.stopping.signal);
  }

  /** Runs the state's generation, or shows its outcome, whichever is due. */
  schedule(state: InteractionState): void {
    const { id, generation } = state;
    if (isOutcomeDue(generation)) return this.track(this.deliver(id));
    if (generation === null || !isWaiting(generation)) return;
    // A sweep can find a row whose generation was requested and started a moment before.
    if (this.running.of(id)?.generationId === generation.id) return;
    this.queue.add(queued(id, generation));
    this.startDue();
  }

  /** Whether this process is at work on what an interaction needs next. */
  isAtWorkOn(interactionId: string, status: GenerationStatus): boolean {
    if (this.running.of(interactionId) || this.delivering.has(interactionId)) return true;
    const isWaitingStatus = status === 'requested' || status === 'running';
    return isWaitingStatus && this.queue.has(interactionId);
  }

  /** Starts what may start now that other processes may have made room. To be called regularly. */
  wake(): void {
    this.occupied.clear();
    if (this.queue.length > 0) this.startDue();
  }

  /** Cancels a generation that is queued or running. Its row must say so already. */
  cancel(interactionId: string): void {
    this.queue.remove(interactionId);
    this.running.cancel(interactionId);
    this.track(this.deliver(interactionId));
    this.startDue();
  }

  /** The progress of a generation that its row does not contain; null if there is none. */
  progressOf(interactionId: string): GenerationProgress | null {
    const nowMs = this.clock.now();
    const place = this.queue.placeOf(interactionId, nowMs);
    if (place === null) return this.progressOfRunning(interactionId);
    const untilMs = this.health.openUntilMs;
    if (untilMs !== null) return { kind: 'breaker_open', untilMs };
    const { averageMs } = this.health;
    const rounds = Math.ceil((place + 1) / this.limits.concurrency);
    return {
      kind: 'waiting',
      before: place + this.running.size,
      startsInMs: averageMs === null ? null : averageMs * rounds,
    };
  }

  private progressOfRunning(interactionId: string): GenerationProgress | null {
    const { averageMs } = this.health;
    if (averageMs === null || this.running.of(interactionId) === undefined) return null;
    return { kind: 'running', usualMs: averageMs };
  }

  /** The number of waiting and running generations. */
  get load(): QueueLoad {
    return loadOf(this.isTakingWork, this.queue.all(), this.running.all());
  }

  /** The interactions whose generation is running or queued, in this order. */
  get interactionIds(): string[] {
    const waiting = this.queue.inOrder(Number.MAX_SAFE_INTEGER);
    return [...this.running.interactionIds, ...waiting.map(({ interactionId }) => interactionId)];
  }

  /**
   * Starts no more work, and waits up to `graceMs` for running work. Then it aborts the work and
   * waits some seconds more at most. The next start resumes the rest.
   */
  async stop(graceMs: number): Promise<void> {
    this.isTakingWork = false;
    clearTimeout(this.timer);
    await settledWithin(this.works, graceMs);
    this.stopping.abort(new Error('the process is stopping'));
    await settledWithin(this.works, ABORTED_WITHIN_MS);
  }

  private next(): QueuedGeneration | undefined {
    const { concurrency, concurrencyPerPerson } = this.limits;
    if (!this.isTakingWork || this.running.size >= concurrency) return undefined;
    if (!this.health.allowsCall(this.running.size)) return undefined;
    return this.queue.take(
      this.clock.now(),
      ({ interactionId, personId }) =>
        this.running.of(interactionId) === undefined &&
        !this.occupied.has(personId) &&
        this.running.countOf(personId) < concurrencyPerPerson,
    );
  }

  private async run(waiting: QueuedGeneration): Promise<void> {
    const { interactionId, personId } = waiting;
    const cancelled = this.running.add(waiting);
    const { signal: stopping } = this.stopping;
    const result = await this.runs.attempt(interactionId, { cancelled, stopping });
    this.running.remove(interactionId);
    if (result.kind === 'occupied') this.occupied.add(personId);
    else this.occupied.delete(personId);
    if (result.kind === 'outcome') this.track(this.deliver(interactionId));
    if (!cancelled.aborted) this.putBack(waiting, result);
    this.startDue();
  }

  /** Puts what remains to be done back into the queue, unless a newer request is there. */
  private putBack(waiting: QueuedGeneration, result: RunResult): void {
    if (this.queue.has(waiting.interactionId)) return;
    if (result.kind === 'next_picture') this.queue.add({ ...waiting, notBeforeMs: 0 });
    if (result.kind === 'retry') this.queue.add({ ...waiting, notBeforeMs: result.notBeforeMs });
    if (result.kind === 'occupied' || result.kind === 'held_up') this.queue.giveBack(waiting);
  }

  /** Fails generations that have waited too long for a model that does not recover. */
  private giveUpWhileBreakerOpen(): void {
    if (!this.health.isBreakerOpen || !this.isTakingWork) return;
    const latestRequestMs = this.clock.now() - MAX_RETRY_DURATION_MS;
    for (const { interactionId, generationId, requestedAtMs } of this.queue.all()) {
      if (requestedAtMs <= latestRequestMs) {
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
    this.delivering.add(interactionId);
    await this.outcomes.deliver(interactionId, this.stopping.signal);
    this.delivering.delete(interactionId);
  }

  private setTimer(): void {
    clearTimeout(this.timer);
    const nowMs = this.clock.now();
    const times = [this.queue.nextDueMs(nowMs), this.health.openUntilMs ?? undefined];
    const future = times.filter((timeMs) => timeMs !== undefined);
    if (future.length === 0 || this.queue.length === 0 || !this.isTakingWork) return;
    const waitMs = Math.min(Math.max(Math.min(...future) - nowMs, 1), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.startDue(), waitMs);
  }

  private track(work: Promise<void>): void {
    this.works.add(work);
    void work.finally(() => this.works.delete(work));
  }
}

function queued(
  interactionId: string,
  { id: generationId, requestedBy, requestedAt, retry }: Generation,
): QueuedGeneration {
  return {
    interactionId,
    generationId,
    personId: requestedBy,
    requestedAtMs: Date.parse(requestedAt),
    notBeforeMs: retry ? Date.parse(retry.notBefore) : 0,
  };
}
