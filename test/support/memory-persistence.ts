import { AppError } from '../../src/platform/app-error.js';
import type { GenerationLeases } from '../../src/persistence/generation-leases.js';
import type { GenerationLease } from '../../src/interactions/generation.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import type { PersistenceService } from '../../src/persistence/persistence-service.js';
import { strictDouble } from './strict-double.js';

/** One interaction in memory behind the service's interface, with failures on request. */
export class MemoryPersistence {
  /** Every state that was saved, in order. */
  readonly saved: InteractionState[] = [];
  /** Thrown by the next calls, one each. */
  readonly failures: AppError[] = [];
  readonly service: PersistenceService;
  readonly leases = strictDouble<GenerationLeases>('GenerationLeases', {
    claim: async (id, lease, takeOver) => this.claim(id, lease, takeOver),
    renew: async (id, lease) => {
      this.failIfTold();
      if (id === this.state.id) this.renewals.push(lease);
    },
  });
  /** Every renewal of a lease, in order. */
  readonly renewals: GenerationLease[] = [];

  constructor(public state: InteractionState) {
    this.service = strictDouble<PersistenceService>('PersistenceService', {
      load: async (id) => this.load(id),
      save: async (next) => this.save(next),
      change: async (id, transition) => {
        const next = transition(this.load(id));
        return next && this.save(next);
      },
    });
  }

  private claim(id: string, lease: GenerationLease, takeOver: boolean): boolean {
    const { generation } = this.load(id);
    const isFree =
      generation?.status === 'requested' ||
      (generation?.status === 'running' && takeOver && generation.lease?.owner !== lease.owner);
    if (generation === null || !isFree) return false;
    const claims = generation.attempts + 1;
    this.save({ ...this.state, generation: { ...generation, status: 'running', lease, attempts } });
    return true;
  }

  private load(id: string): InteractionState {
    this.failIfTold();
    if (id === this.state.id) return this.state;
    throw new AppError({ code: 'state.not_found', retryable: false, userMessage: 'No such row.' });
  }

  private save(next: InteractionState): InteractionState {
    this.failIfTold();
    if (next.version !== this.state.version) throw conflict();
    this.state = { ...next, version: next.version + 1 };
    this.saved.push(this.state);
    return this.state;
  }

  private failIfTold(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

/** What a save of an outdated version is refused with. */
export function conflict(): AppError {
  return new AppError({
    code: 'state.conflict',
    retryable: true,
    userMessage: 'Someone was faster.',
  });
}

/** A storage that is busy for the moment. */
export function busy(): AppError {
  return new AppError({
    code: 'storage.busy',
    retryable: true,
    userMessage: 'The storage is busy.',
  });
}
