/** An error whose message is complete for the reader: one line that names the thing and the way out, shown without a stack. */
export class Refusal extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = 'Refusal';
  }
}
