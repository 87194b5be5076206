import dns from 'node:dns';
import { Socket } from 'node:net';
import { startToyGateway } from '../gateway.fixtures.js';

test('nothing is told to anybody: starting, answering and stopping open no connection beyond this machine', async () => {
  const contacted: string[] = [];
  const connect = jest.spyOn(Socket.prototype, 'connect');
  const lookup = jest.spyOn(dns, 'lookup');
  const promised = jest.spyOn(dns.promises, 'lookup');

  const gateway = await startToyGateway();
  expect((await gateway.ask('{ ambiti { nome posti } }')).errors).toEqual([]);
  await gateway.stop();

  for (const [first] of connect.mock.calls as unknown[][]) {
    const options = (Array.isArray(first) ? first[0] : first) as { host?: string; hostname?: string; path?: string };
    contacted.push(options.path ?? options.host ?? options.hostname ?? 'localhost');
  }
  contacted.push(...lookup.mock.calls.map(([name]) => name), ...promised.mock.calls.map(([name]) => name));
  expect(contacted.length).toBeGreaterThan(0);
  expect([...new Set(contacted)]).toEqual(['127.0.0.1']);
});

test('no environment can switch it on', () => {
  const unwanted = {
    APOLLO_KEY: 'service:a:b',
    APOLLO_GRAPH_REF: 'a@b',
    APOLLO_SCHEMA_REPORTING: 'true',
    APOLLO_TELEMETRY_DISABLED: 'false',
  };
  Object.assign(process.env, unwanted, { APOLLO_DISABLE_SECURITY_NON_LOCAL_SELECTIONS_CHECK: 'true' });
  jest.resetModules();
  jest.requireActual('./no-telemetry');
  const left = Object.entries(process.env).filter(([name]) => name.startsWith('APOLLO_'));
  expect(left).toEqual([['APOLLO_TELEMETRY_DISABLED', 'true']]);
});
