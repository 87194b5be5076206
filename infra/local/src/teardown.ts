/** What must be undone at the end, whenever the end comes: the latest first. */
export class Teardown {
  private readonly steps: Array<() => unknown> = [];
  private begun = false;

  constructor(private readonly failed: (error: unknown) => void) {}

  /** @throws when the end has already begun, which is how a start that nobody waits for any more stops */
  add(step: () => unknown): void {
    if (this.begun) {
      throw new Error('stopping');
    }
    this.steps.push(step);
  }

  /** One step that fails does not keep the others from being done. */
  async run(): Promise<void> {
    this.begun = true;
    for (const step of this.steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        this.failed(error);
      }
    }
  }
}
