/** The product has about fifty codes; what is beyond is not its own. */
const MAX_CODES = 100;
const CODE = /^[a-z]{1,20}(?:\.[a-z_]{1,40})?$/;

/**
 * Error codes as values of labels. Some come from rows, and so perhaps out of a foreign backup:
 * whatever is no code, or one too many, is `other`, so that series stay few and hold nobody's words.
 */
export class CodeLabel {
  private readonly known = new Set<string>();

  of(code: string): string {
    if (this.known.has(code)) return code;
    if (this.known.size >= MAX_CODES || !CODE.test(code)) return 'other';
    this.known.add(code);
    return code;
  }
}
