import type { ConsoleUnderTest } from '@trama/test-kit/console';

/** What one user of the console comes for, from beginning to end, by what they read and press. */
export interface Viaggio {
  readonly nome: string;
  readonly percorri: (console: ConsoleUnderTest) => Promise<void>;
}
