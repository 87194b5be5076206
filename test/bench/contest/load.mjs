// The callers, in a thread of their own: so many connections, each asking again as soon as it is answered, for so long.
// Plain sockets, because a client that costs as much as the server it measures measures itself.
import { connect } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { percentile } from './statistics.mjs';
import { going } from './going.mjs';
import { sqlCallers } from './sql-callers.mjs';

const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const END_OF_HEAD = Buffer.from('\r\n\r\n');

parentPort.on('message', (job) => {
  const heard = job.sql ? sqlCallers(job) : httpCallers(job);
  heard
    .then((all) => summary(all, job.warm !== undefined))
    .then(
      (result) => parentPort.postMessage(result),
      (error) => parentPort.postMessage({ error: error.message }),
    );
});

/** @throws Error when nothing was answered as it should: what failed besides is counted, and while warming up forgiven */
function summary({ times, milliseconds, failures = [] }, isWarming) {
  if (times.length === 0 && !isWarming) {
    throw new Error(`all of ${failures.length} requests failed: ${failures[0]}`);
  }
  const sorted = Float64Array.from(times).sort();
  return {
    requests: sorted.length,
    failed: failures.length,
    rate: (sorted.length * 1000) / milliseconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

async function httpCallers({ url, headers, body, clients, seconds, warm, bytes }) {
  const request = requestOf(new URL(url), headers, Buffer.from(body));
  const heard = { times: [], failures: [] };
  const from = performance.now();
  const goesOn = going(heard.times, from, seconds, warm);
  const { port } = new URL(url);
  await Promise.all(Array.from({ length: clients }, () => new Caller(port, request, bytes).run(goesOn, heard)));
  return { ...heard, milliseconds: performance.now() - from };
}

function requestOf({ pathname, host }, headers, body) {
  const all = { host, ...headers, 'content-type': 'application/json', 'content-length': body.length };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`), body]);
}

/** One connection. An answer must be as long as the one that was compared, or it is a failure: an error is quicker, and would flatter. */
class Caller {
  constructor(port, request, bytes) {
    Object.assign(this, { request, bytes });
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
  }

  run(goesOn, { times, failures }) {
    return new Promise((resolve, reject) => {
      this.socket.on('error', reject);
      this.socket.on('close', () => reject(new Error('the connection was closed')));
      this.socket.on('data', (chunk) => {
        const answer = this.take(chunk);
        if (answer === null) {
          return;
        }
        const now = performance.now();
        if (answer.status === '200' && answer.length === this.bytes) {
          times.push(now - this.asked);
        } else {
          failures.push(`status ${answer.status}, ${answer.length} bytes and not ${this.bytes}: ${answer.text}`);
        }
        if (goesOn(now)) {
          this.ask();
        } else {
          resolve();
          this.socket.destroy();
        }
      });
      this.ask();
    });
  }

  ask() {
    this.parts = [];
    this.length = 0;
    this.head = null;
    this.asked = performance.now();
    this.socket.write(this.request);
  }

  /** @returns the answer, once all of it is there */
  take(chunk) {
    this.parts.push(chunk);
    this.length += chunk.length;
    this.head ??= this.readHead();
    if (this.head === null) {
      return null;
    }
    const { status, from, length } = this.head;
    if (length !== null) {
      return this.length < from + length ? null : { status, length, text: this.text() };
    }
    return this.endsChunked() ? { status, length: this.chunkedLength(from), text: this.text() } : null;
  }

  readHead() {
    const all = this.parts.length === 1 ? this.parts[0] : Buffer.concat(this.parts);
    const end = all.indexOf(END_OF_HEAD);
    if (end < 0) {
      return null;
    }
    const text = all.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(text);
    return { status: text.slice(9, 12), from: end + 4, length: length && Number(length[1]) };
  }

  endsChunked() {
    const last = this.parts.at(-1);
    const tail = last.length >= LAST_CHUNK.length ? last : Buffer.concat(this.parts.slice(-3));
    return tail.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK);
  }

  chunkedLength(from) {
    const all = Buffer.concat(this.parts);
    let length = 0;
    for (let at = from; ;) {
      const end = all.indexOf('\r\n', at);
      const size = parseInt(all.toString('latin1', at, end), 16);
      if (!(size > 0)) {
        return length;
      }
      length += size;
      at = end + 2 + size + 2;
    }
  }

  text() {
    return this.head.status === '200'
      ? ''
      : Buffer.concat(this.parts).toString('utf8', this.head.from, this.head.from + 500);
  }
}
