import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { AssertionSigner, newAssertionKey } from '@trama/identity/assertion';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { MARCA_HEADER, MARCA_PATH, marcaDelGiorno } from '@trama/kernel/marca';
import { type DocumentNode, graphql, type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql';
import { type GatewaySettings, type RunningGateway, startGateway } from './gateway.js';

/** What callers see is the same with either. */
export const EXECUTORS: ReadonlyArray<readonly [string, boolean]> = [
  ['compiled', true],
  ['engine', false],
];

/** Two subgraphs, the least that is still a federation: one knows the ambiti, the other what goes on in each. */
export const ANAGRAFE = parse(`
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "https://trama.example/permesso/v1.0", import: ["@permesso"])
    @composeDirective(name: "@permesso")
  directive @permesso(nome: String!) on FIELD_DEFINITION | OBJECT
  type Query {
    schede: [Scheda!]
    esiti: [Esito!]
    ambiti: [Ambito!]!
    ambito(numero: Int!): Ambito
    cerca(filtro: Filtro): [Ambito!]
    stranezza: Stranezza
  }
  input Filtro { comune: String codiceFiscale: Codice entro: Intervallo valori: [Valore!] }
  input Valore { voce: String! valore: Float }
  input Intervallo { da: Int! a: Int }
  enum Codice { PRIMO SECONDO }
  type Mutation { rinomina(numero: Int!, nome: String!): Ambito }
  type Ambito @key(fields: "numero") { numero: Int! nome: String riservato: String vicino: Ambito esatto: Int @permesso(nome: "dato:leggi") }
  interface Scheda { titolo: String ambito: Ambito }
  type SchedaAperta implements Scheda { titolo: String ambito: Ambito }
  type SchedaEsatta implements Scheda @permesso(nome: "dato:leggi") { titolo: String ambito: Ambito }
  union Esito = SchedaAperta | SchedaEsatta
  type Stranezza { obbligatorio: String! }
`);

export const SERVIZI = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { unita: Int }
  type Ambito @key(fields: "numero") { numero: Int! posti: Int elenco: [Ambito!] }
`);

const AMBITI = [
  { numero: 1, nome: 'Brescia' },
  { numero: 4, nome: 'Valle Trompia' },
];

interface Representation {
  readonly numero: number;
}

const resolvers = {
  anagrafe: {
    Query: {
      ambiti: () => AMBITI,
      ambito: (_: unknown, { numero }: Representation) => AMBITI.find((ambito) => ambito.numero === numero),
      cerca: () => AMBITI,
      schede: () => [{ __typename: 'SchedaAperta', titolo: 'una' }],
      esiti: () => [{ __typename: 'SchedaAperta', titolo: 'uno' }],
      stranezza: () => ({ obbligatorio: 'presente' }),
    },
    Mutation: { rinomina: (_: unknown, { numero, nome }: Representation & { nome: string }) => ({ numero, nome }) },
    Ambito: {
      __resolveReference: ({ numero }: Representation) => AMBITI.find((ambito) => ambito.numero === numero),
      esatto: () => 7,
      vicino: ({ numero }: Representation) => AMBITI.find((ambito) => ambito.numero !== numero),
      riservato: () => {
        throw new DomainError('NON_AUTORIZZATO', 'Non hai il permesso di vedere questo dato.', {
          extensions: { sql: 'SELECT 1' },
        });
      },
    },
  },
  servizi: {
    Query: { unita: () => 3 },
    Ambito: {
      __resolveReference: async (ambito: Representation) => ambito,
      posti: ({ numero }: Representation) => numero * 10,
      elenco: () => AMBITI,
    },
  },
};

export interface ToySubgraph {
  readonly url: string;
  readonly received: IncomingMessage[];
  /** Answers in the subgraph's place; undefined gives it its voice back. */
  behave(instead: ((request: IncomingMessage, response: ServerResponse) => void) | undefined): void;
  /** From now on what it answers stands under this mark, and it says so to who waits for it; at first there is none. */
  publish(marca: string | undefined): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export interface ToyGateway extends RunningGateway {
  readonly anagrafe: ToySubgraph;
  readonly servizi: ToySubgraph;
  readonly supergraphSdl: string;
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown>;
  readonly errors: GraphQLFormattedError[];
}

type ToySettings = Partial<GatewaySettings> & { readonly operations?: Readonly<Record<string, string>> };

export async function startToyGateway(settings: ToySettings = {}): Promise<ToyGateway> {
  const anagrafe = await startSubgraph(buildSubgraphSchema([{ typeDefs: ANAGRAFE, resolvers: resolvers.anagrafe }]));
  const servizi = await startSubgraph(buildSubgraphSchema([{ typeDefs: SERVIZI, resolvers: resolvers.servizi }]));
  const { operations = {}, ...others } = settings;
  const supergraphSdl = compose({ anagrafe: ANAGRAFE, servizi: SERVIZI });
  const folder = await writeFiles({ 'supergraph.graphql': supergraphSdl }, operations);
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    subgraphs: { anagrafe: anagrafe.url, servizi: servizi.url },
    supergraph: join(folder, 'supergraph.graphql'),
    signer: new AssertionSigner({ anagrafe: newAssertionKey(), servizi: newAssertionKey() }),
    introspection: true,
    logLevel: 'silent',
    ...others,
  });
  return {
    url: gateway.url,
    anagrafe,
    servizi,
    supergraphSdl,
    ask: (query, variables, headers) => ask(gateway.url, query, variables, headers),
    async stop() {
      await gateway.stop();
      await Promise.all([anagrafe.stop(), servizi.stop(), rm(folder, { recursive: true })]);
    },
  };
}

export function compose(subgraphs: Record<string, DocumentNode>): string {
  const services = Object.entries(subgraphs).map(([name, typeDefs]) => ({
    name,
    typeDefs,
    url: `http://${name}.invalid`,
  }));
  const { errors, supergraphSdl } = composeServices(services);
  if (!supergraphSdl) {
    throw new Error(String(errors));
  }
  return supergraphSdl;
}

async function writeFiles(files: Record<string, string>, operations: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trama-gateway-'));
  await mkdir(join(folder, 'operations'));
  const named = Object.entries(operations).map(([name, text]) => [`operations/${name}`, text] as const);
  await Promise.all([...Object.entries(files), ...named].map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
}

export async function ask(url: string, query: string, variables = {}, headers = {}): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
  return { status: response.status, text, data, errors };
}

async function startSubgraph(schema: GraphQLSchema): Promise<ToySubgraph> {
  let instead: Parameters<ToySubgraph['behave']>[0];
  let marca: string | undefined;
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    if (request.url === MARCA_PATH) {
      // It keeps nobody waiting for long: its marks change whenever a test says so.
      return void setTimeout(() => response.writeHead(marca ? 200 : 503).end(JSON.stringify({ marca })), 5);
    }
    received.push(request);
    if (marca) {
      response.setHeader(MARCA_HEADER, marcaDelGiorno(marca, oggiARoma()));
    }
    if (instead) {
      instead(request, response);
    } else {
      void respond(schema, request, response);
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    received,
    behave: (other) => void (instead = other),
    publish: (other) => void (marca = other),
    start: () => listen(port),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(schema: GraphQLSchema, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/health/ready') {
    return void response.end('{}');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString());
  const result = await graphql({ schema, source: query, variableValues: variables, operationName });
  response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
}
