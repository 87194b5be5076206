/** The request is not of who it should be: nothing in the message says which check failed, the log may. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}
