/** What the playground refused, with a sentence for the person; status 0: it was not reached. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    sentence: string,
    cause?: unknown,
  ) {
    super(sentence, { cause });
    this.name = 'Refusal';
  }
}

/** What to tell the person about a failure. */
export function sentenceOf(error: unknown): string {
  return error instanceof Refusal ? error.message : `Something went wrong: ${String(error)}`;
}
