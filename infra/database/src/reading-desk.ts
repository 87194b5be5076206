import type { DataSource } from 'typeorm';
import { type Answer, askable, type Asked } from './reading-batch.js';
import type { ReadingClient } from './reading-client.js';

/**
 * Where one caller's questions meet: whatever is asked in one turn of the event loop goes to PostgreSQL together, on one
 * connection, which is taken for as long as that. Nobody who reads ever holds one while waiting for another, which some
 * readers at once would never get. To TypeORM it is a connection.
 */
export class ReadingDesk {
  private waiting: Asked[] = [];

  /** @param context gives the signed caller, anew each time: it is good for a minute */
  constructor(
    private readonly source: DataSource,
    private readonly context: () => string,
  ) {}

  /** @throws TypeError for what could not travel with its caller, or is no question */
  query(text: unknown, values?: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = askable(text, values);
      this.waiting.push({ text: asked.text, values: asked.values, resolve, reject });
      if (this.waiting.length === 1) {
        setImmediate(() => void this.send());
      }
    });
  }

  private async send(): Promise<void> {
    const asked = this.waiting;
    this.waiting = [];
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as ReadingClient;
      await client.ask(this.context(), asked);
    } catch (error) {
      asked.forEach(({ reject }) => reject(error));
    } finally {
      await runner.release();
    }
  }
}
