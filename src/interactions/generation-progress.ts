/** What a card can say about a generation that waits, beside what its row says. */
export type GenerationProgress =
  | {
      readonly kind: 'waiting';
      /** How many pictures are made before it, those that are being made included. */
      readonly before: number;
      /** About when it starts, in milliseconds since the Unix epoch; null where nothing is known. */
      readonly startsAtMs: number | null;
    }
  | {
      /** The model is left alone for now. */
      readonly kind: 'breaker_open';
      /** Milliseconds since the Unix epoch. */
      readonly untilMs: number;
    };
