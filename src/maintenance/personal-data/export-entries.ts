import { inject, injectable } from 'tsyringe';

import { NEWEST, type HistoryPlace } from '../../interactions/history.js';
import { imagesOf } from '../../interactions/images-of.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { PersonHistory } from '../../persistence/person-history.js';
import { AppError } from '../../platform/app-error.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { VERSION } from '../../platform/version.js';
import { interactionEntry, MANIFEST } from '../backup/archive-format.js';
import { archivedJson } from '../backup/archived-interaction.js';
import { PersonalRecords } from './personal-records.js';

/** The version of the layout; see docs/privacy.md. */
const EXPORT_VERSION = 1;

const PAGE_SIZE = 50;

/** One file of an export. */
export interface ExportEntry {
  readonly kind: 'interaction' | 'image' | 'record';
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the bot has stored of a person, as files. */
@injectable()
export class ExportEntries {
  constructor(
    private readonly history: PersonHistory,
    private readonly records: PersonalRecords,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Everything that a person asked for, newest first, each picture before the interaction that
   * names it. One picture at a time is in memory.
   *
   * @throws AppError `storage.*`
   */
  async *of(personId: string): AsyncGenerator<ExportEntry> {
    const settings = await this.records.settingsOf(personId);
    yield { kind: 'record', name: MANIFEST, bytes: this.manifest(personId) };
    yield { kind: 'record', name: 'settings.json', bytes: json(settings) };
    const spent = await this.records.spentBy(personId);
    yield { kind: 'record', name: 'spending.json', bytes: json(spent) };
    const noted = await this.records.moderationAbout(personId);
    yield { kind: 'record', name: 'moderation.json', bytes: json(noted) };
    for await (const state of this.interactionsOf(personId)) yield* this.entriesOf(state);
  }

  private async *interactionsOf(personId: string): AsyncGenerator<InteractionState> {
    const filter = { personId, isKept: false, text: '' };
    for (let place: HistoryPlace = NEWEST; ;) {
      const { entries, hasOlder } = await this.history.page(filter, place, PAGE_SIZE);
      yield* entries;
      const last = entries.at(-1);
      if (last === undefined || !hasOlder) return;
      place = { direction: 'older', from: last };
    }
  }

  private async *entriesOf(state: InteractionState): AsyncGenerator<ExportEntry> {
    const missingImages: string[] = [];
    for (const image of imagesOf(state)) {
      const bytes = await this.bytesOf(image);
      if (bytes === null) missingImages.push(image.key);
      else yield { kind: 'image', name: image.key, bytes };
    }
    const archived = { state, formerFileNames: [], turns: [], missingImages };
    const bytes = archivedJson(archived);
    yield { kind: 'interaction', name: interactionEntry(state.id), bytes };
  }

  /** Null: missing or damaged. */
  private async bytesOf(image: StoredImage): Promise<Buffer | null> {
    try {
      return await this.images.get(image);
    } catch (error) {
      if (error instanceof AppError && !error.retryable) return null;
      throw error;
    }
  }

  private manifest(personId: string): Buffer {
    return json({
      format: 'nanobanana-export',
      formatVersion: EXPORT_VERSION,
      productVersion: VERSION,
      createdAt: new Date(this.clock.now()).toISOString(),
      personId,
    });
  }
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value, null, 2));
}
