import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../platform/logger.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { KeyedMutex } from '../platform/keyed-mutex.js';
import { PersistenceService } from '../persistence/persistence-service.js';
import { CARD_DELIVERY, type CardDelivery } from './card-delivery.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import { GenerationQueue } from './generation-queue.js';

/** A card is not edited more often than that. */
const REFRESH_EVERY_MS = 5_000;

/** Discord takes about one edit a second in a channel for long; outcomes must not wait behind these. */
const MAX_EDITS_PER_REFRESH = 5;

/** Whoever stands further back learns their place when they come nearer. */
const MAX_CARDS_WATCHED = 20;

/** Keeps cards that wait up to date: their place, the try they are at, and that they run. */
@injectable()
export class ProgressDisplay {
  /** What each card was last made to say. */
  private readonly shown = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly queue: GenerationQueue,
    private readonly persistence: PersistenceService,
    private readonly mutex: KeyedMutex,
    @inject(CARD_DELIVERY) private readonly cards: CardDelivery,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** From now on, refreshes some seconds after whatever changes in the queue. */
  start(): void {
    this.queue.events.on('change', () => {
      this.timer ??= setTimeout(() => void this.refresh(), REFRESH_EVERY_MS);
    });
  }

  /** Ends the refreshing. */
  stop(): void {
    this.queue.events.removeAllListeners('change');
    clearTimeout(this.timer);
  }

  private async refresh(): Promise<void> {
    const ids = this.queue.interactionIds.slice(0, MAX_CARDS_WATCHED);
    const known = new Set(ids);
    for (const id of this.shown.keys()) if (!known.has(id)) this.shown.delete(id);
    let edits = 0;
    for (const id of ids) {
      if (edits === MAX_EDITS_PER_REFRESH) break;
      if (await this.refreshCard(id)) edits += 1;
    }
    this.timer = undefined;
    // What was left out has its turn in the next round.
    if (edits === MAX_EDITS_PER_REFRESH) this.queue.events.emit('change');
  }

  /** Whether the card had something new to say. */
  private async refreshCard(interactionId: string): Promise<boolean> {
    let isEdited = false;
    try {
      await this.mutex.run(interactionId, async () => {
        const state = await this.persistence.load(interactionId);
        const progress = this.queue.progressOf(interactionId);
        const saying = whatToSay(state, progress);
        if (saying === null || saying === this.shown.get(interactionId)) return;
        this.shown.set(interactionId, saying);
        isEdited = true;
        await this.cards.showProgress(state, progress);
      });
    } catch (err) {
      // The outcome is delivered by other means, and does not depend on this.
      this.logger.debug({ interactionId, err }, 'Progress could not be shown');
    }
    return isEdited;
  }
}

/** Tells apart what a card can say; null where the generation neither waits nor runs. */
function whatToSay(
  { generation }: InteractionState,
  progress: GenerationProgress | null,
): string | null {
  if (generation?.status === 'running') return `running ${generation.failures}`;
  if (generation?.status !== 'requested') return null;
  if (progress?.kind === 'waiting') return `waiting ${progress.before}`;
  return `${progress?.kind ?? 'retry'} ${progress?.untilMs ?? generation.failures}`;
}
