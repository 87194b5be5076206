import { GraphUnderTest } from '@trama/test-kit/graph';
import { operation } from '@trama/test-kit/operations';
import dns from 'node:dns';
import { Socket } from 'node:net';

const LOOPBACK = /^(127\.0\.0\.1|::1|localhost)$/;

/** Whom this process spoke to, or looked up, since it began to listen. */
function watch(): () => string[] {
  const connect = jest.spyOn(Socket.prototype, 'connect');
  const lookups = [jest.spyOn(dns, 'lookup'), jest.spyOn(dns.promises, 'lookup')];
  return () => {
    const sockets = (connect.mock.calls as unknown[][]).map(([first]) => {
      const options = (Array.isArray(first) ? first[0] : first) as { host?: string; hostname?: string; path?: string };
      return options.path ?? options.host ?? options.hostname ?? 'localhost';
    });
    return [...new Set([...sockets, ...lookups.flatMap(({ mock }) => mock.calls.map(([name]) => String(name)))])];
  };
}

describe('the whole platform', () => {
  afterEach(() => void jest.restoreAllMocks());

  test('speaks to nobody beyond this machine: starting, answering everybody, failing, stopping', async () => {
    const contacted = watch();
    const graph = await GraphUnderTest.start({ demo: true });
    await graph.ask(operation('01-cabina-di-regia'), { anno: 2020, triennio: '2021-2023' });
    await graph.ask(operation('02-piano-di-zona'), { ambito: 4, triennio: '2021-2023' });
    await graph.ask(operation('03-rete-servizi'), { ambito: 4, tipo: 'RSA' });
    const { errors } = await graph.ask(
      '{ casi(first: 5) { edges { node { codice persone { persona { nome } } } } } }',
      {},
      'tutela4',
    );
    expect(errors).toEqual([]);
    await graph.lose('asst');
    await graph.ask('{ aziendeSociosanitarie { nome } }');
    await graph.stop();
    expect(contacted().length).toBeGreaterThan(0);
    expect(contacted().filter((host) => !LOOPBACK.test(host))).toEqual([]);
  });

  test('would be seen to, if it did', async () => {
    const contacted = watch();
    // An address for documentation, which belongs to nobody (RFC 5737).
    const socket = new Socket().on('error', () => undefined);
    socket.connect({ host: '192.0.2.1', port: 9 });
    socket.destroy();
    expect(contacted().filter((host) => !LOOPBACK.test(host))).toEqual(['192.0.2.1']);
  });
});
