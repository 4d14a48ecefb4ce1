/** What a person typed into a modal and Discord's own client would not send; says what is wrong. */
export class InputRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InputRefused';
  }
}
