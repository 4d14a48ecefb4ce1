import { randomUUID } from 'node:crypto';

import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { METRICS, type Metrics } from '../../platform/metrics.js';
import { GenerationLeases } from '../../persistence/generation-leases.js';
import type {
  GenerationFailure,
  GenerationLease,
  InteractionState,
  OutputItem,
} from '../../interactions/interaction-state.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { retryUntilAborted } from '../../platform/retry-until-aborted.js';
import { fail, produce, tryLater } from '../../interactions/transitions.js';

/** How long a worker may be silent before another one may take its place. */
const LEASE_MS = 60_000;
const RENEW_EVERY_MS = LEASE_MS / 3;

/**
 * The steps of a generation that a worker takes, each stored by one conditional statement. A step is
 * repeated while the storage fails, and given up when `signal` fires; the row stays as it is then.
 */
@injectable()
export class GenerationSteps {
  /** Another one at every start, unlike a process id or a host's name. */
  private readonly owner = randomUUID();

  constructor(
    private readonly persistence: PersistenceService,
    private readonly leases: GenerationLeases,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
    @inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /**
   * `requested → running`, or the `running` of a dead worker taken over.
   *
   * @returns the state with the lease, or null when there is nothing to run, or somebody else runs it.
   */
  async claim(
    interactionId: string,
    takeOver: boolean,
    signal: AbortSignal,
  ): Promise<InteractionState | null> {
    const isMine = await this.stored(signal, () =>
      this.leases.claim(interactionId, this.lease(), takeOver),
    );
    if (!isMine) return null;
    const state = await this.stored(signal, () => this.persistence.load(interactionId));
    return state.generation?.status === 'running' ? state : null;
  }

  /** Keeps the claim until the answer is called. */
  keepClaim(interactionId: string): () => void {
    const timer = setInterval(() => {
      this.leases.renew(interactionId, this.lease()).catch((err: unknown) => {
        this.logger.warn({ interactionId, err }, 'Lease could not be renewed');
      });
    }, RENEW_EVERY_MS);
    return () => clearInterval(timer);
  }

  /** The picture is stored as an output. */
  async produce(
    interactionId: string,
    generationId: string,
    item: OutputItem,
    signal: AbortSignal,
  ): Promise<void> {
    await this.change(signal, interactionId, (state) => produce(state, generationId, item));
  }

  /** The model is to be asked again in `waitMs`; the answer is when, since the Unix epoch. */
  async tryLater(
    interactionId: string,
    generationId: string,
    { failure, waitMs }: { readonly failure: GenerationFailure; readonly waitMs: number },
    signal: AbortSignal,
  ): Promise<number> {
    const nowMs = this.clock.now();
    const notBeforeMs = nowMs + waitMs;
    const retry = { notBefore: timestamp(notBeforeMs), failure };
    const changed = await this.change(signal, interactionId, (state) =>
      tryLater(state, generationId, retry, timestamp(nowMs)),
    );
    if (changed) this.metrics.generationRetried(failure.code);
    return notBeforeMs;
  }

  /** There will be no picture. */
  async fail(
    interactionId: string,
    generationId: string,
    failure: GenerationFailure,
    signal: AbortSignal,
  ): Promise<void> {
    await this.change(signal, interactionId, (state) => fail(state, generationId, failure));
  }

  private async change(
    signal: AbortSignal,
    interactionId: string,
    transition: (state: InteractionState) => InteractionState | null,
  ): Promise<InteractionState | null> {
    return this.stored(signal, () => this.persistence.change(interactionId, transition));
  }

  private stored<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return retryUntilAborted(work, signal, this.logger);
  }

  private lease(): GenerationLease {
    const nowMs = this.clock.now();
    return { owner: this.owner, since: timestamp(nowMs), until: timestamp(nowMs + LEASE_MS) };
  }
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
