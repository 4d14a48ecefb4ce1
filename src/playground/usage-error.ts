/** What the person asked for on the command line cannot be done; the message is a sentence for them. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
