import { DomainError } from '@trama/kernel/errors';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';
import { refusalOf, repeatedWhenUnlucky } from './refusals.js';

const nonDisponibile = { extensions: { code: 'SERVIZIO_NON_DISPONIBILE' } };

async function faultOf(connectionString: string): Promise<unknown> {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: 50 });
  const fault: unknown = await pool.query('SELECT 1').catch((error: unknown) => error);
  await pool.end();
  return fault;
}

/** A server that takes connections and does with them what it is told. */
async function listening(onConnection: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { url: `postgres://prova@127.0.0.1:${port}/prova`, close };
}

describe('a database that cannot be reached', () => {
  test.each([
    ['takes connections and says nothing', () => undefined],
    ['hangs up', (socket: Socket) => socket.destroy()],
  ])('is away, and no fault of ours, when it %s', async (_, onConnection) => {
    const { url, close } = await listening(onConnection);
    const refusal = refusalOf(await faultOf(url));
    await close();
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject(nonDisponibile);
  });

  test('is away when nobody listens', async () => {
    const { url, close } = await listening(() => undefined);
    await close();
    expect(refusalOf(await faultOf(url))).toMatchObject(nonDisponibile);
  });

  test('is away for the codes by which PostgreSQL turns callers away, and for no fault of a statement', () => {
    const of = (code: string) => refusalOf({ driverError: { code, message: 'detto dal server' } });
    for (const code of ['53300', '57P01', '57P03', '08006']) {
      expect(of(code)).toMatchObject(nonDisponibile);
    }
    for (const code of ['42601', '23505', '42501', 'XX000']) {
      expect(of(code)).not.toBeInstanceOf(DomainError);
    }
  });
});

describe('a transaction that met another', () => {
  const sfortuna = () => Object.assign(new Error('deadlock detected'), { driverError: { code: '40P01' } });

  test('is run again, and no more often than three times', async () => {
    const transaction = jest.fn(() => Promise.reject(sfortuna()));
    await expect(repeatedWhenUnlucky(transaction)).rejects.toThrow('deadlock');
    expect(transaction).toHaveBeenCalledTimes(3);
    expect(refusalOf(sfortuna())).toMatchObject(nonDisponibile);
  });

  test('is not run again for anything else', async () => {
    const transaction = jest.fn(() => Promise.reject(new DomainError('INPUT_NON_VALIDO', 'No.')));
    await expect(repeatedWhenUnlucky(transaction)).rejects.toThrow('No.');
    expect(transaction).toHaveBeenCalledTimes(1);
  });
});
