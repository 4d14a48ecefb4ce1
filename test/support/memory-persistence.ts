import { AppError } from '../../src/platform/app-error.js';
import { noteDeletion } from '../../src/interactions/deletion.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { claim } from '../../src/interactions/transitions.js';
import type { ClaimResult, GenerationLeases } from '../../src/persistence/generation-leases.js';
import type { PersistenceService } from '../../src/persistence/persistence-service.js';
import { FakeClock } from './fake-clock.js';
import { LEASE } from './states.js';
import { strictDouble } from './strict-double.js';

/** One interaction in memory behind the service's interface, with failures on request. */
export class MemoryPersistence {
  /** Every state that was saved, in order. */
  readonly saved: InteractionState[] = [];
  /** Whether somebody has removed it meanwhile. */
  isRemoved = false;
  /** Thrown by the next calls, one each. */
  readonly failures: AppError[] = [];
  /** How many of the next changes are stored, though they seem to fail. */
  lostAnswers = 0;
  /** The id of the interaction that a card of the predecessor shows; null: of none. */
  formerCardId: string | null = null;
  readonly service: PersistenceService;
  /** Whether the person has as many pictures made as they may. */
  isOccupied = false;
  /** Whether the lease of a generation that is running has ended. */
  isLeaseOver = false;
  /** The interactions whose lease was ended before its time. */
  readonly ended: string[] = [];
  /** Leases that are held now, by interaction; aborting one takes it away from its holder. */
  readonly held = new Map<string, AbortController>();
  readonly leases = strictDouble<GenerationLeases>('GenerationLeases', {
    claim: async (state, owner) => this.claim(state, owner),
    end: async (id) => {
      this.ended.push(id);
    },
    hold: (id) => {
      const lost = new AbortController();
      this.held.set(id, lost);
      return { lost: lost.signal, release: () => void this.held.delete(id) };
    },
  });

  constructor(public state: InteractionState) {
    this.service = strictDouble<PersistenceService>('PersistenceService', {
      load: async (id) => this.load(id),
      find: async (id) => this.find(id),
      findFormerCard: async () => this.formerCardId,
      save: async (next) => this.save(next),
      change: async (id, transition) => {
        const newest = this.find(id);
        const next = newest && transition(newest);
        return next && this.save(next);
      },
      noteDeletion: async (id) => {
        const newest = this.find(id);
        const next = newest && noteDeletion(newest, new FakeClock().iso());
        return next && this.save(next);
      },
    });
  }

  private claim({ id, version }: InteractionState, owner: string): ClaimResult {
    const { generation } = this.load(id);
    if (this.isOccupied) return 'occupied';
    const isFree = generation?.status === 'requested' || this.isLeaseOver;
    if (!isFree || version !== this.state.version) return 'refused';
    this.save(claim(this.state, { ...LEASE, owner }));
    this.isLeaseOver = false;
    return 'claimed';
  }

  private find(id: string): InteractionState | null {
    this.failIfTold();
    return id === this.state.id && !this.isRemoved ? this.state : null;
  }

  private load(id: string): InteractionState {
    const state = this.find(id);
    if (state !== null) return state;
    throw new AppError({ code: 'state.not_found', retryable: false, userMessage: 'No such row.' });
  }

  private save(next: InteractionState): InteractionState {
    this.failIfTold();
    if (next.version !== this.state.version) throw conflict();
    this.state = { ...next, version: next.version + 1 };
    this.saved.push(this.state);
    if (this.lostAnswers > 0) {
      this.lostAnswers -= 1;
      throw unanswered();
    }
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

/** A storage whose answer was lost. */
function unanswered(): AppError {
  return new AppError({
    code: 'storage.unanswered',
    retryable: true,
    userMessage: 'The storage did not answer.',
  });
}
