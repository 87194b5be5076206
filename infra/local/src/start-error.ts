/** The start cannot go on, for a reason a person can act on: the message says, in Italian, what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
