/** A click or choice on a message's component. */
export interface ComponentUse {
  readonly messageId: string;
  readonly customId: string;
  /** When it happened, in real time. */
  readonly at: number;
}

/** A use of a component that failed for the person. */
export interface Failure {
  readonly reason: string;
  /** When it failed, in real time. */
  readonly at: number;
  /** When the bot received it all the same, in real time. */
  readonly receivedAt?: number;
  /** When its effect was on the message, in real time. */
  readonly doneAt?: number;
}
