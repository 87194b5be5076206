// The executors that the audit is put to, all in this process, each behind an Apollo Server and asked without HTTP.
import '../../../gateway/dist/federation/no-telemetry.js';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { FieldPermissions } from '../../../gateway/dist/authorization/field-permissions.js';
import { SubgraphClient } from '../../../gateway/dist/federation/subgraph-client.js';
import { createSupergraph } from '../../../gateway/dist/federation/supergraph.js';
import { PUBBLICO } from '../../../infra/kernel/dist/identity.js';
import { createLog } from '../../../infra/kernel/dist/log.js';

const TIMEOUT_MS = 10_000;
const silent = Object.fromEntries(['debug', 'info', 'warn', 'error'].map((level) => [level, () => undefined]));
/** The subgraphs of the audit ask nobody who they are. */
const signer = { sign: async () => 'nobody' };

/** @param logged told what Trama's executor says of itself: the line and its fields */
export const EXECUTORS = {
  stock: ({ supergraphSdl }) => behindApollo(new ApolloGateway({ supergraphSdl, logger: silent })),
  trama: (suite, logged) => trama(suite, true, logged),
  "trama, engine's executor": (suite, logged) => trama(suite, false, logged),
};

async function trama({ supergraphSdl, addresses }, compiled, logged) {
  const clients = new Map([...addresses].map(([name, url]) => [name, new SubgraphClient(name, url, TIMEOUT_MS)]));
  const supergraph = createSupergraph({
    supergraphSdl,
    clients,
    signer,
    permissions: FieldPermissions.of(supergraphSdl),
    log: Object.assign(createLog('audit', 'silent'), { info: (fields, line) => logged(line, fields) }),
    compiled,
    singleFlight: false,
  });
  const { ask, stop } = await behindApollo(supergraph);
  return {
    ask,
    async stop() {
      await stop();
      await Promise.all([...clients.values()].map((client) => client.destroy()));
    },
  };
}

async function behindApollo(gateway) {
  const server = new ApolloServer({ gateway, logger: silent, introspection: true });
  await server.start();
  return {
    ask: async (query) => {
      const contextValue = {
        chiamante: PUBBLICO,
        requestId: 'audit',
        spend: () => undefined,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      };
      const { body } = await server.executeOperation({ query }, { contextValue });
      return JSON.parse(JSON.stringify(body.singleResult));
    },
    stop: () => server.stop(),
  };
}
