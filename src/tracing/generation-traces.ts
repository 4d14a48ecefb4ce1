import { LRUCache } from 'lru-cache';

import type { InteractionState } from '../interactions/interaction-state.js';
import { isActive } from '../interactions/generation.js';
import type { Clock } from '../platform/clock.js';
import type { TracePlace, Tracing } from '../platform/tracing.js';

/** Generations under way of a process; those beyond begin a trace of their own. */
const MAX_REMEMBERED = 10_000;

interface Remembered {
  readonly generationId: string;
  readonly place: TracePlace;
  /** When it began to wait for the attempt that comes next. Unix. */
  readonly waitingSinceMs: number;
}

/**
 * Which trace each generation under way belongs to: that of the click or mention that requested it. See
 * README.md for what a restart means for it.
 */
export class GenerationTraces {
  private readonly remembered = new LRUCache<string, Remembered>({ max: MAX_REMEMBERED });

  constructor(
    private readonly tracing: Tracing,
    private readonly clock: Clock,
  ) {}

  /** To be told of each state that is stored, in the trace of whoever stores it. */
  stored({ id, generation }: InteractionState): void {
    if (generation === null || !isActive(generation)) {
      this.remembered.delete(id);
      return;
    }
    if (generation.status !== 'requested') return;
    const known = this.remembered.get(id);
    const place = known?.generationId === generation.id ? known.place : this.tracing.place;
    if (place === null) this.remembered.delete(id);
    else {
      const waitingSinceMs = this.clock.now();
      this.remembered.set(id, { generationId: generation.id, place, waitingSinceMs });
    }
  }

  /** Where the interaction's generation belongs; null: a former process knew it. */
  placeOf(interactionId: string): TracePlace | null {
    return this.remembered.get(interactionId)?.place ?? null;
  }

  /** Notes that an attempt begins, and how long the generation has waited for it. */
  begun(interactionId: string): void {
    const known = this.remembered.get(interactionId);
    if (known === undefined) return;
    const { place, waitingSinceMs } = known;
    this.tracing.passed(place, { name: 'generation.wait' }, waitingSinceMs);
    this.remembered.set(interactionId, { ...known, waitingSinceMs: this.clock.now() });
  }
}
