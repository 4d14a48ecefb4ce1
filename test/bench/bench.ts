/** How large a bench is run. */
export interface BenchSize {
  /** So small that it takes seconds: its figures mean nothing, but all of it runs. */
  readonly isSmall: boolean;
}

/** Measures something, and prints its figures. */
export type Bench = (size: BenchSize) => Promise<void>;
