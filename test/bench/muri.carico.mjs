// The callers of muri.mjs, in a thread of their own.
import { Agent, request } from 'node:http';
import { parentPort } from 'node:worker_threads';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

parentPort.on('message', ({ url, headers, body, clients, seconds }) => {
  load(url, { 'content-type': 'application/json', ...headers }, body, clients, seconds).then(
    (times) => parentPort.postMessage({ median: times[Math.floor(times.length / 2)] }),
    (error) => parentPort.postMessage({ error: error.message }),
  );
});

async function load(url, headers, body, clients, seconds) {
  const times = [];
  const end = performance.now() + seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const from = performance.now();
      await send(url, headers, body);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times.sort((a, b) => a - b);
}

/** Fails on an answer that tells of an error: it is quicker than a whole one, and would flatter whoever gives it. */
function send(url, headers, body) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const answer = Buffer.concat(parts);
        const isRight = response.statusCode === 200 && !answer.includes('"errors"');
        return isRight ? resolve() : reject(new Error(answer.toString('utf8', 0, 500)));
      });
    });
    asked.on('error', reject).end(body);
  });
}
