/** What a card can say about a waiting generation in addition to its state. */
export type GenerationProgress =
  | {
      readonly kind: 'waiting';
      /** How many pictures are made first, including those in progress. */
      readonly before: number;
      /** In how many milliseconds it starts, about; null when unknown. */
      readonly startsInMs: number | null;
    }
  | {
      /** The model is not called for now. */
      readonly kind: 'breaker_open';
      /** Milliseconds since the Unix epoch. */
      readonly untilMs: number;
    }
  | {
      readonly kind: 'running';
      /** How long a picture usually takes, in milliseconds. */
      readonly usualMs: number;
    };
