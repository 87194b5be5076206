import { randomInt } from 'node:crypto';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';

const loopback = '127.0.0.1';

/**
 * Below the ports that systems give to whoever calls out (Linux from 32768, the others from 49152): one of those may be taken by
 * a connection between the moment when it was free and the one when its program listens.
 */
const FIRST = 20_000;
const LAST = 32_767;
const TRIES = 50;

/** A port nobody listens on now; whoever binds it later must be ready to be told that it was taken meanwhile. */
export async function freePort(): Promise<number> {
  const { one } = await freePorts(['one'] as const);
  return one;
}

/** The same for several programs, no two of which get the same one. */
export async function freePorts<Name extends string>(names: readonly Name[]): Promise<Record<Name, number>> {
  const servers = await Promise.all(names.map(() => listenSomewhere()));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(names.map((name, i) => [name, ports[i]])) as Record<Name, number>;
}

async function listenSomewhere(): Promise<Server> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const server = await listenOn(randomInt(FIRST, LAST + 1)).catch(() => undefined);
    if (server) {
      return server;
    }
  }
  return listenOn(0);
}

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(port, loopback, () => resolve(server));
  });
}

/** Why the gateway could not listen on the port: the system's code, or undefined when it can. */
export async function portRefusal(port: number): Promise<string | undefined> {
  // Some systems let us listen on 127.0.0.1 while another program holds the port on ::1, where `localhost` goes first.
  return (await bindRefusal(port)) ?? ((await answersOnIpv6(port)) ? 'EADDRINUSE' : undefined);
}

function bindRefusal(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer().on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, loopback, () => server.close(() => resolve(undefined)));
  });
}

function answersOnIpv6(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '::1', port, timeout: 500 });
    const done = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket
      .on('connect', () => done(true))
      .on('timeout', () => done(false))
      .on('error', () => done(false));
  });
}
