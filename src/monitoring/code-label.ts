/** The product has about fifty codes; more can only come from elsewhere. */
const MAX_CODES = 100;
const CODE = /^[a-z]{1,20}(?:\.[a-z_]{1,40})?$/;

/**
 * Turns error codes into label values. A code may come from a row of a foreign backup. So a value
 * that is not a code, or is one too many, becomes `other`: this limits the number of series and
 * keeps people's words out.
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
