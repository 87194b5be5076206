import type { SubgraphClient } from '../federation/subgraph-client.js';

type SubgraphState = 'pronto' | 'non pronto' | 'irraggiungibile';

export interface ReadinessReport {
  readonly ready: boolean;
  readonly body: {
    readonly stato: 'pronto' | 'parziale' | 'non pronto' | 'in chiusura';
    readonly subgraph: Readonly<Record<string, SubgraphState>>;
  };
}

const REMEMBERED_MS = 1_000;

/**
 * Says which subgraph is missing. One missing subgraph leaves the gateway ready, because the others' answers are
 * still worth having. The door is public, so the subgraphs are asked at most once a second however often it is knocked on.
 */
export class Readiness {
  isClosing = false;
  private asked: Promise<ReadonlyArray<readonly [string, SubgraphState]>> | undefined;
  private askedAt = 0;

  constructor(private readonly clients: readonly SubgraphClient[]) {}

  async report(): Promise<ReadinessReport> {
    const states = await this.states();
    const subgraph = Object.fromEntries(states);
    const ready = states.filter(([, state]) => state === 'pronto').length;
    if (this.isClosing) {
      return { ready: false, body: { stato: 'in chiusura', subgraph } };
    }
    if (ready === states.length) {
      return { ready: true, body: { stato: 'pronto', subgraph } };
    }
    return { ready: ready > 0, body: { stato: ready > 0 ? 'parziale' : 'non pronto', subgraph } };
  }

  private states(): Promise<ReadonlyArray<readonly [string, SubgraphState]>> {
    const now = Date.now();
    if (!this.asked || now - this.askedAt > REMEMBERED_MS) {
      this.askedAt = now;
      this.asked = Promise.all(this.clients.map(async (client) => [client.servizio, await stateOf(client)] as const));
    }
    return this.asked;
  }
}

async function stateOf(client: SubgraphClient): Promise<SubgraphState> {
  try {
    return (await client.isReady()) ? 'pronto' : 'non pronto';
  } catch {
    return 'irraggiungibile';
  }
}
