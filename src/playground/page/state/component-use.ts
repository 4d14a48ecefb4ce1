/** A click or choice on a message's component. */
export interface ComponentUse {
  readonly messageId: string;
  readonly customId: string;
  /** When it happened, in real time. */
  readonly at: number;
}
