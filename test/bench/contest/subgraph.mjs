// A subgraph of Trama as it is, which also believes who names a persona without a signature: so that gateways that sign
// nothing ask the same processes and rows. What the gateway of Trama signs is verified as ever. For the benchmark alone.
// It keeps no answers, so that whoever asks makes it work, until it is sent SIGUSR2; and again none after the next.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.env.NODE_ENV = 'production';
const { AssertionVerifier } = await import('../../../infra/identity/dist/assertion.js');
const { chiamanteDi } = await import('../../../infra/idp/dist/persone.js');
const { KeptAnswers } = await import('../../../infra/subgraph/dist/kept-answers.js');
const { PUBBLICO } = await import('../../../infra/kernel/dist/identity.js');

const { TRAMA_BENCH_DIR, TRAMA_PORT, TRAMA_DATABASE_URL, TRAMA_STATISTICS_DATABASE_URL, TRAMA_CONTEXT_KEY } =
  process.env;
const database = new URL(TRAMA_DATABASE_URL).pathname;
const name = database.replace('/trama_', '').replaceAll('_', '-');
const about = {
  pid: process.pid,
  url: `http://127.0.0.1:${TRAMA_PORT}/graphql`,
  databaseUrl: TRAMA_DATABASE_URL,
  statisticsUrl: TRAMA_STATISTICS_DATABASE_URL,
  contextKey: TRAMA_CONTEXT_KEY,
};
writeFileSync(join(TRAMA_BENCH_DIR, `${name}.json`), JSON.stringify(about), { mode: 0o600 });

const { verify } = AssertionVerifier.prototype;
AssertionVerifier.prototype.verify = async function (word, body) {
  const persona = /^bench:(.+)$/.exec(word ?? '')?.[1];
  return persona
    ? {
        chiamante: persona === 'pubblico' ? PUBBLICO : chiamanteDi(persona),
        requestId: 'bench',
        corpo: createHash('sha256').update(body).digest('base64url'),
      }
    : verify.call(this, word, body);
};

let keeps = false;
process.on('SIGUSR2', () => (keeps = !keeps));
const { get, keep } = KeptAnswers.prototype;
KeptAnswers.prototype.get = async function (asked) {
  return keeps ? get.call(this, asked) : undefined;
};
KeptAnswers.prototype.keep = function (...answer) {
  return keeps ? keep.apply(this, answer) : undefined;
};
await import(`../../../subgraphs/${name}/dist/src/main.js`);
