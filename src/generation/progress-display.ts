import { AsyncResource } from 'node:async_hooks';

import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../platform/logger.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { KeyedMutex } from '../platform/keyed-mutex.js';
import { PersistenceService } from '../persistence/persistence-service.js';
import { CARD_DELIVERY, type CardDelivery } from './card-delivery.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import { shownInTime } from './shown-in-time.js';
import { GenerationQueue } from './generation-queue.js';

/** The minimum time between two refreshes. */
const REFRESH_EVERY_MS = 5_000;

/** Discord accepts about one edit per second in a channel. These edits must not delay outcomes. */
const MAX_EDITS_PER_REFRESH = 5;

/** Cards further back in the queue show their place when they come nearer. */
const MAX_CARDS_REFRESHED = 20;

/** Keeps waiting cards up to date: their place in the queue, their attempt, and that they run. */
@injectable()
export class ProgressDisplay {
  /** The progress that each card shows. */
  private readonly shown = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly queue: GenerationQueue,
    private readonly persistence: PersistenceService,
    private readonly mutex: KeyedMutex,
    @inject(CARD_DELIVERY) private readonly cards: CardDelivery,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Starts refreshing cards some seconds after each change of the queue. The cards are those of
   * anybody, so this is no part of the trace of whoever changed it.
   */
  start(): void {
    const refreshSoon = () => {
      this.timer ??= setTimeout(() => void this.refresh(), REFRESH_EVERY_MS);
    };
    this.queue.events.on('change', AsyncResource.bind(refreshSoon));
  }

  /** Stops refreshing cards. */
  stop(): void {
    this.queue.events.removeAllListeners('change');
    clearTimeout(this.timer);
  }

  private async refresh(): Promise<void> {
    const ids = this.queue.interactionIds.slice(0, MAX_CARDS_REFRESHED);
    const known = new Set(ids);
    for (const id of this.shown.keys()) if (!known.has(id)) this.shown.delete(id);
    let edits = 0;
    for (const id of ids) {
      if (edits === MAX_EDITS_PER_REFRESH) break;
      if (await this.refreshCard(id)) edits += 1;
    }
    this.timer = undefined;
    // The next refresh continues with the remaining cards.
    if (edits === MAX_EDITS_PER_REFRESH) this.queue.events.emit('change');
  }

  /** Returns whether the card was edited. */
  private async refreshCard(interactionId: string): Promise<boolean> {
    let isEdited = false;
    try {
      await this.mutex.run(interactionId, async () => {
        const state = await this.persistence.find(interactionId);
        if (state === null) return;
        const progress = this.queue.progressOf(interactionId);
        const key = progressKey(state, progress);
        if (key === null || key === this.shown.get(interactionId)) return;
        this.shown.set(interactionId, key);
        isEdited = true;
        await shownInTime(this.cards.showProgress(state, progress));
      });
    } catch (err) {
      // The outcome is delivered independently of the progress.
      this.logger.debug({ interactionId, err }, 'Progress could not be shown');
    }
    return isEdited;
  }
}

/**
 * A key that differs when a card has something new to show; null if the generation neither waits
 * nor runs.
 */
function progressKey(
  { generation }: InteractionState,
  progress: GenerationProgress | null,
): string | null {
  const pictures = generation === null ? 0 : generation.made + generation.lost.length;
  if (generation?.status === 'running') return `running ${pictures} ${generation.failures}`;
  if (generation?.status !== 'requested') return null;
  if (progress?.kind === 'waiting') return `waiting ${pictures} ${progress.before}`;
  if (progress?.kind === 'breaker_open') return `breaker_open ${progress.untilMs}`;
  return `retry ${pictures} ${generation.failures}`;
}
