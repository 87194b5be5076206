import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { AssertionSigner } from '@trama/identity/assertion';
import { ConfigError } from '@trama/kernel/config';
import { createLog, type Logger } from '@trama/kernel/log';
import type { FastifyInstance } from 'fastify';
import { FieldPermissions } from './authorization/field-permissions.js';
import { permittedFields } from './authorization/permitted-fields.js';
import { BuiltConsole } from './console/built-console.js';
import { fewErrors } from './errors/few-errors.js';
import { namedVoce } from './errors/named-voce.js';
import { createFormatError } from './errors/format-error.js';
import { SubgraphClient } from './federation/subgraph-client.js';
import { createSupergraph, type Supergraph } from './federation/supergraph.js';
import { Readiness } from './health/readiness.js';
import { answerAsBytes } from './http/answer-bytes.js';
import { answerStatus } from './http/answer-status.js';
import { knownOperation } from './http/known-operation.js';
import { createServer } from './http/server.js';
import { steps } from './http/steps.js';
import { createIdentity, type IdentitySettings } from './identity/identity.js';
import { landingPage } from './landing/page.js';
import { readTabs, type Tab } from './landing/tabs.js';
import { documentLimits, MAX_TOKENS } from './limits/document-limits.js';
import { Quota, type QuotaSettings } from './limits/quota.js';
import type { RequestContext } from './request-context.js';
import { hearWhole } from './revalidation/heard.js';
import { KeptAnswers } from './revalidation/kept-answers.js';
import { Marks } from './revalidation/marks.js';
import { Outcomes } from './revalidation/outcomes.js';
import { Revalidation } from './revalidation/revalidation.js';

export interface GatewaySettings {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** By name in the supergraph, the address of each subgraph. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Path of the composed schema; the operations shown on the landing page are in the folder beside it. */
  readonly supergraph: string;
  /** Folder of the built console; without it, or with nothing in it, the API stands alone. */
  readonly console?: string;
  readonly introspection: boolean;
  readonly logLevel: string;
  /** Says to the subgraphs who is asking. */
  readonly signer: AssertionSigner;
  /** Whose tokens are believed; without it everybody is the public. */
  readonly identity?: IdentitySettings;
  /** What each caller may ask in a minute; without it nobody counts. */
  readonly quota?: QuotaSettings;
  /** Above this average wait of the process requests are turned away; 0, the default, never. */
  readonly maxLoopDelayMs?: number;
  readonly trustedProxies?: readonly string[];
  /** Whether operations are executed by code made for each; on, unless told otherwise. */
  readonly compiledExecutor?: boolean;
  /** Whether one caller's same questions of one moment go to a subgraph together; on, unless told otherwise. */
  readonly singleFlight?: boolean;
  /** Whether answers made of published data alone may be kept and asked again for; only when told so, for subgraphs that tell. */
  readonly revalidation?: boolean;
  /** How much of them is kept here, for who asks the very same again; nothing, unless said, and where they may not be kept. */
  readonly keptMegabytes?: number;
  /** How long one subgraph may take, and how long the whole request may. */
  readonly subgraphTimeoutMs?: number;
  readonly deadlineMs?: number;
}

export interface RunningGateway {
  readonly url: string;
  stop(): Promise<void>;
}

const SUBGRAPH_TIMEOUT_MS = 5_000;
const DEADLINE_MS = 10_000;

export async function startGateway(settings: GatewaySettings): Promise<RunningGateway> {
  const { subgraphTimeoutMs = SUBGRAPH_TIMEOUT_MS, deadlineMs = DEADLINE_MS } = settings;
  const log = createLog('gateway', settings.logLevel);
  const supergraphSdl = await readSupergraph(settings.supergraph);
  const tabs = await readTabs(join(dirname(settings.supergraph), 'operations'));
  const clients = Object.entries(settings.subgraphs).map(
    ([name, url]) => new SubgraphClient(name, url, subgraphTimeoutMs),
  );
  const byName = new Map(clients.map((client) => [client.servizio, client]));
  const permissions = FieldPermissions.of(supergraphSdl);
  const supergraph = createSupergraph({
    supergraphSdl,
    clients: byName,
    signer: settings.signer,
    permissions,
    log,
    compiled: settings.compiledExecutor ?? true,
    singleFlight: settings.singleFlight ?? true,
  });
  const apollo = createApollo({ supergraph, permissions, introspection: settings.introspection, tabs, log });
  const readiness = new Readiness(clients);
  const remembered = settings.revalidation ? remember(settings, log) : undefined;
  const app = await createServer({
    apollo,
    identity: createIdentity(settings.identity, log),
    readiness,
    console: settings.console === undefined ? undefined : await BuiltConsole.read(settings.console),
    quota: settings.quota && new Quota(settings.quota),
    maxLoopDelayMs: settings.maxLoopDelayMs ?? 0,
    trustedProxies: settings.trustedProxies ?? [],
    deadlineMs,
    revalidation: remembered?.revalidation,
    kept: remembered?.kept,
    log,
  });

  // The door opens when the schema is loaded, so "listening" is never "not ready yet".
  await apollo.start();
  await app.listen({ host: settings.host, port: settings.port });
  const url = addressOf(app, settings.host);
  log.info({ url, subgraph: Object.keys(settings.subgraphs) }, 'gateway started');

  return {
    url,
    async stop() {
      readiness.isClosing = true;
      await closeServer(app, deadlineMs);
      await apollo.stop();
      await remembered?.stop();
      await Promise.all(clients.map((client) => client.destroy()));
      log.info('gateway stopped');
    },
  };
}

interface ServerParts {
  readonly supergraph: Supergraph;
  readonly permissions: FieldPermissions;
  readonly introspection: boolean;
  readonly tabs: readonly Tab[];
  readonly log: Logger;
}

function createApollo(parts: ServerParts): ApolloServer<RequestContext> {
  const { supergraph, permissions, introspection, tabs, log } = parts;
  return new ApolloServer<RequestContext>({
    gateway: supergraph,
    introspection,
    // Said here and not left to NODE_ENV, by which the library would open or close these doors on its own.
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !introspection,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [documentLimits],
    formatError: createFormatError(log),
    stringifyResult: answerAsBytes,
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      landingPage(tabs),
      steps({
        beforePlanning: [knownOperation, permittedFields(permissions)],
        beforeAnswering: [answerStatus, namedVoce, fewErrors, hearWhole],
      }),
    ],
  });
}

function remember({ subgraphs, signer, keptMegabytes: megabytes = 0 }: GatewaySettings, log: Logger) {
  const outcomes = new Outcomes(log);
  const marks = new Marks({ subgraphs, signer, onChange: () => [revalidation, kept].forEach((one) => one?.forget()) });
  const markOf = (servizio: string) => marks.of(servizio);
  const markNow = (servizio: string) => marks.now(servizio);
  const revalidation = new Revalidation({ markOf, outcomes });
  const kept = megabytes > 0 ? new KeptAnswers({ megabytes, markOf, markNow, log }) : undefined;
  const stop = async (): Promise<void> => {
    outcomes.report();
    kept?.report();
    await marks.stop();
  };
  return { revalidation, kept, stop };
}

async function readSupergraph(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new ConfigError(
      `Settings to correct:\n  TRAMA_SUPERGRAPH: no readable file at ${path}; "npm run schema:print" writes it`,
    );
  }
}

function addressOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whoever is being answered is answered to the end; no request lives longer than its deadline, so neither does the wait. */
async function closeServer(app: FastifyInstance, deadlineMs: number): Promise<void> {
  const impatience = setTimeout(() => app.server.closeAllConnections(), deadlineMs + 1_000);
  await app.close();
  clearTimeout(impatience);
}
