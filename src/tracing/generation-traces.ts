import { LRUCache } from 'lru-cache';

import type { InteractionState } from '../interactions/interaction-state.js';
import { isActive } from '../interactions/generation.js';
import type { Clock } from '../platform/clock.js';
import type { TracePlace, Tracing } from '../platform/tracing.js';

/** Generations under way of a process; those beyond begin a trace of their own. */
const MAX_REMEMBERED = 10_000;

interface Remembered {
  /** Null: not known, since a former process knew it. */
  readonly generationId: string | null;
  readonly place: TracePlace;
  /** When it began to wait for the attempt that comes next. Unix. */
  readonly waitingSinceMs: number;
  /** Whether that attempt has begun, so that it waits anew when it is requested again. */
  readonly hasBegun: boolean;
}

/**
 * Which trace each generation under way belongs to: that of the click or mention that requested it.
 * See README.md for what a restart means for it.
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
    const isKnown = known?.generationId === generation.id;
    // What else changes on a card does not begin the wait anew.
    if (isKnown && !known.hasBegun) return;
    const place = isKnown ? known.place : this.tracing.place;
    if (place === null) this.remembered.delete(id);
    else this.remember(id, { generationId: generation.id, place, hasBegun: false });
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
    this.remember(interactionId, { ...known, hasBegun: true });
  }

  /** To be told within each attempt: where nothing is known, the generation goes on from there. */
  attempted(interactionId: string): void {
    const { place } = this.tracing;
    if (place === null || this.remembered.has(interactionId)) return;
    this.remember(interactionId, { generationId: null, place, hasBegun: true });
  }

  private remember(interactionId: string, what: Omit<Remembered, 'waitingSinceMs'>): void {
    this.remembered.set(interactionId, { ...what, waitingSinceMs: this.clock.now() });
  }
}
