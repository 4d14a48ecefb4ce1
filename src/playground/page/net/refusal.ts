/** A refusal of the playground with a message for the person; status 0: it was not reached. */
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

/** The message for the person about an error. */
export function sentenceOf(error: unknown): string {
  return error instanceof Refusal ? error.message : `Something went wrong: ${String(error)}`;
}
