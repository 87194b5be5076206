import type { BeforeAnswering } from '../http/steps.js';

/** What the subgraphs said, for one request, of how long their answers hold. */
export class Heard {
  private readonly marks = new Map<string, string | undefined>();
  private isWhole = false;

  /** @param mark undefined when the answer holds for this request alone, or there was none */
  hear(servizio: string, mark: string | undefined): void {
    const before = this.marks.has(servizio) ? this.marks.get(servizio) : mark;
    this.marks.set(servizio, before === mark ? mark : undefined);
  }

  /** The answer has no error, and nothing besides its data. */
  whole(): void {
    this.isWhole = true;
  }

  /** By subgraph, the mark that its part stands under; undefined when the answer is not all of marked parts. */
  all(): ReadonlyMap<string, string> | undefined {
    const isMarked =
      this.isWhole && this.marks.size > 0 && [...this.marks.values()].every((mark) => mark !== undefined);
    return isMarked ? (this.marks as ReadonlyMap<string, string>) : undefined;
  }
}

/** To stand last: the others may still add errors. */
export const hearWhole: BeforeAnswering = ({ contextValue, response: { body } }) => {
  const { data, errors, extensions } = body.kind === 'single' ? body.singleResult : { data: undefined };
  if (data && errors === undefined && extensions === undefined) {
    contextValue.heard?.whole();
  }
};
