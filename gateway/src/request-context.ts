/** What one request carries from the HTTP door to every subgraph it touches. Nothing in it comes from the client's headers. */
export interface RequestContext {
  readonly requestId: string;
  /** Aborts when the client goes away and at the deadline: no work is done for nobody. */
  readonly signal: AbortSignal;
}
