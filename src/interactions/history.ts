/** Which of a person's interactions their history shows. */
export interface HistoryChoice {
  /** Only those that somebody keeps. */
  readonly isKept: boolean;
  /** Only those with this text in a prompt; empty: all. */
  readonly text: string;
}

/** An interaction in the order of a history: by time (ISO 8601 in UTC), then by id. */
export interface HistoryPosition {
  readonly createdAt: string;
  readonly id: string;
}

/** Where a page is: older or newer than an interaction, which need not exist any more. */
export interface HistoryPlace {
  readonly direction: 'older' | 'newer';
  /** Null: the newest ones. */
  readonly from: HistoryPosition | null;
}

/** Where a history begins. */
export const NEWEST: HistoryPlace = { direction: 'older', from: null };
