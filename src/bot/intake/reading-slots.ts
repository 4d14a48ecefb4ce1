import PQueue from 'p-queue';

/** Ten pictures of 10 MiB each may be in memory for every request that holds a slot. */
const MAX_SLOTS = 4;

/**
 * Waits for the slot of a request, which allows it to fill the memory. Whoever calls it again waits
 * for the same one.
 */
export type TakeSlot = () => Promise<void>;

const nothingToRelease = (): void => undefined;

/** The few slots of requests whose pictures fill the memory. */
export class ReadingSlots {
  private readonly slots = new PQueue({ concurrency: MAX_SLOTS });

  /** Does work that can take one slot, and holds it until the work ends. */
  async run(work: (takeSlot: TakeSlot) => Promise<void>): Promise<void> {
    let release = nothingToRelease;
    const ended = new Promise<void>((resolve) => {
      release = resolve;
    });
    let taken: Promise<void> | null = null;
    const take = () =>
      new Promise<void>((resolve) => {
        void this.slots.add(async () => {
          resolve();
          await ended;
        });
      });
    try {
      await work(() => (taken ??= take()));
    } finally {
      release();
    }
  }
}
