/**
 * A person typed something into a modal that Discord's own client would not send; says what is
 * wrong.
 */
export class InputRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InputRefused';
  }
}
