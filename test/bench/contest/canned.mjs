// Stands in for the subgraphs and gives back what they once answered, so that only the gateway in front of it works: no HTTP
// library, no JSON. What it was never asked it asks the subgraph, once; the mark under which published data stand it asks
// each time. GET /counted says how much it was asked so far, and how much of that it had to ask. BENCH_TARGETS has the
// subgraphs' addresses by name.
import { request } from 'node:http';
import { createServer } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const targets = JSON.parse(process.env.BENCH_TARGETS);
const answers = new Map();
const counted = { asked: 0, missed: 0 };

createServer({ noDelay: true }, (socket) => {
  let held = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (let asked = take(held); asked !== null; asked = take(held)) {
      held = asked.rest;
      answer(asked, socket);
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

/** @returns the first whole request of what has come; null while there is none */
function take(bytes) {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) {
    return null;
  }
  const head = bytes.toString('latin1', 0, end);
  const from = end + 4;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < from + length) {
    return null;
  }
  const [method, path] = head.split(' ', 2);
  return { method, path, head, body: bytes.toString('utf8', from, from + length), rest: bytes.subarray(from + length) };
}

function answer({ method, path, head, body }, socket) {
  if (method === 'GET') {
    socket.write(response(200, Buffer.from(JSON.stringify(counted))));
    return;
  }
  if (path.endsWith('/marca')) {
    askSubgraph(path, head, body, (given) => socket.write(given));
    return;
  }
  counted.asked += 1;
  const key = `${path} ${body}`;
  const known = answers.get(key);
  if (known) {
    socket.write(known);
    return;
  }
  counted.missed += 1;
  askSubgraph(path, head, body, (given) => {
    answers.set(key, given);
    socket.write(given);
  });
}

/** /<name>/graphql is the subgraph of that name, and /<name>/marca its mark; its word on who asks goes along. */
function askSubgraph(path, head, body, then) {
  const [, name, what] = path.split('/');
  const target = new URL(what, targets[name]);
  const word = /\r\nx-trama-assertion: *([^\r]+)/i.exec(head)?.[1] ?? '';
  const headers = { 'content-type': 'application/json', 'x-trama-assertion': word };
  const onward = request(target, { method: 'POST', headers }, (incoming) => {
    const parts = [];
    incoming.on('data', (part) => parts.push(part));
    incoming.on('end', () =>
      then(response(incoming.statusCode, Buffer.concat(parts), incoming.headers['x-trama-marca'])),
    );
  });
  onward.on('error', (error) => then(response(502, Buffer.from(error.message))));
  onward.end(body);
}

/** @param marca under which the answer stands, so that whoever keeps it knows */
function response(status, body, marca) {
  const told = marca === undefined ? '' : `x-trama-marca: ${marca}\r\n`;
  const head = `HTTP/1.1 ${status} As it was\r\ncontent-type: application/json; charset=utf-8\r\n${told}content-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
