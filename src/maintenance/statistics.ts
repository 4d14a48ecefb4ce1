import type { InteractionState } from '../interactions/interaction-state.js';
import type { ReadRow } from '../persistence/interaction-inventory.js';

/** A number of pictures or interactions, and their bytes. */
export interface Amount {
  readonly count: number;
  readonly bytes: number;
}

/** The role of a picture in its interaction. */
export type PictureKind = 'input' | 'sheet' | 'generated' | 'styled' | 'delivery';

/** The interactions of one day that still exist. */
export interface DayGrowth {
  /** `2026-11-24`, UTC. */
  readonly day: string;
  readonly interactions: number;
  /** Bytes of their pictures, including later ones. */
  readonly bytes: number;
}

const DAY_MS = 86_400_000;
/** The number of days in the statistics, including today. */
const DAYS = 7;

const NOTHING: Amount = { count: 0, bytes: 0 };

/** What is stored. */
export interface StatisticsReport {
  readonly interactions: number;
  readonly pictures: Readonly<Record<PictureKind, Amount>>;
  /** Bytes of all pictures. */
  readonly pictureBytes: number;
  /** The last seven days; today is last. */
  readonly growth: readonly DayGrowth[];
}

/** Sums up the stored data, row by row. */
export class Statistics implements StatisticsReport {
  interactions = 0;
  unreadable = 0;
  /** When the oldest interaction was created, ISO 8601, UTC; null if there is none. */
  oldest: string | null = null;
  readonly pictures: Record<PictureKind, Amount> = {
    input: NOTHING,
    sheet: NOTHING,
    generated: NOTHING,
    styled: NOTHING,
    delivery: NOTHING,
  };
  private readonly days: Map<string, Amount>;

  /** @param nowMs milliseconds since the Unix epoch. */
  constructor(nowMs: number) {
    const days = Array.from({ length: DAYS }, (_, n) => dayOf(nowMs - (DAYS - 1 - n) * DAY_MS));
    this.days = new Map(days.map((day) => [day, NOTHING]));
  }

  add({ state }: ReadRow): void {
    this.interactions += 1;
    if (state === null) {
      this.unreadable += 1;
      return;
    }
    if (this.oldest === null || state.createdAt < this.oldest) this.oldest = state.createdAt;
    const pictures = picturesOf(state);
    for (const [kind, bytes] of pictures) this.pictures[kind] = plus(this.pictures[kind], bytes);
    const day = state.createdAt.slice(0, 10);
    const soFar = this.days.get(day);
    if (soFar)
      this.days.set(
        day,
        plus(
          soFar,
          pictures.reduce((sum, [, bytes]) => sum + bytes, 0),
        ),
      );
  }

  /** The last seven days; today is last. */
  get growth(): DayGrowth[] {
    return [...this.days].map(([day, { count, bytes }]) => ({ day, interactions: count, bytes }));
  }

  /** Bytes of all pictures. */
  get pictureBytes(): number {
    return bytesOf(this.pictures);
  }

  /** What is stored in all, if the rows that were added are a random sample of so many. */
  estimateOf(interactions: number): StatisticsReport {
    const factor = interactions / Math.max(this.interactions, 1);
    const scaled = (part: number) => Math.round(part * factor);
    const amount = ({ count, bytes }: Amount) => ({ count: scaled(count), bytes: scaled(bytes) });
    const { input, sheet, generated, styled, delivery } = this.pictures;
    const pictures = {
      input: amount(input),
      sheet: amount(sheet),
      generated: amount(generated),
      styled: amount(styled),
      delivery: amount(delivery),
    };
    const growth = this.growth.map(({ day, ...grown }) => ({
      day,
      interactions: scaled(grown.interactions),
      bytes: scaled(grown.bytes),
    }));
    return { interactions, pictures, pictureBytes: bytesOf(pictures), growth };
  }
}

function bytesOf(pictures: Readonly<Record<PictureKind, Amount>>): number {
  return Object.values(pictures).reduce((sum, { bytes }) => sum + bytes, 0);
}

function plus({ count, bytes }: Amount, more: number): Amount {
  return { count: count + 1, bytes: bytes + more };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Each picture once, with its bytes. A single input is also the first output. */
function picturesOf({ inputs, outputs }: InteractionState): [PictureKind, number][] {
  const inputKeys = new Set(inputs.map(({ key }) => key));
  return [
    ...inputs.map(({ byteSize }): [PictureKind, number] => ['input', byteSize]),
    ...outputs
      .filter(({ image }) => !inputKeys.has(image.key))
      .map(({ origin, image }): [PictureKind, number] => [
        origin === 'input' ? 'sheet' : origin,
        image.byteSize,
      ]),
    ...outputs.flatMap(({ deliveryImage }): [PictureKind, number][] =>
      deliveryImage === null ? [] : [['delivery', deliveryImage.byteSize]],
    ),
  ];
}
