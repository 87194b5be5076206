// What a hostile document costs the gateway: `npm run build && node test/bench/ostili.mjs`. The real supergraph and nobody
// behind it: what is refused must be refused before any subgraph is asked. The aim is under 50 ms each.
import { fileURLToPath } from 'node:url';
import { startGateway } from '../../gateway/dist/gateway.js';
import { AssertionSigner, newAssertionKey } from '../../infra/identity/dist/assertion.js';

const TURNS = 30;
const times = (n, what) => Array.from({ length: n }, (_, i) => what(i)).join(' ');
const nested = (depth, leaf) => (depth === 0 ? leaf : `distretto { ambiti { ${nested(depth - 1, leaf)} } }`);
const doubling = (depth) =>
  `{ambiti{...f0}}${times(depth, (i) => `fragment f${i} on Ambito{a:distretto{ambiti{...f${i + 1}}}b:distretto{ambiti{...f${i + 1}}}}`)}fragment f${depth} on Ambito{nome}`;
const crossing = (depth) =>
  `{ambiti{...f0}}${times(depth, (i) => `fragment f${i} on Ambito{offerta{unita}comuni{ambito{...f${i + 1}}}distretto{ambiti{...f${i + 1}}}}`)}fragment f${depth} on Ambito{nome}`;

const DOCUMENTS = {
  'fragments that double, 8 deep': doubling(8),
  'fragments that double, 30 deep': doubling(30),
  'fragments that step between subgraphs': crossing(5),
  'twelve levels': `{ ambiti { ${nested(6, 'nome')} } }`,
  '400 fields': `{ ambiti { ${times(400, (i) => `f${i}: nome`)} } }`,
  '1,000 words': `{ ambiti { ${times(1_000, () => 'nome')} } }`,
  'brackets without end': `{ ambito(numero: ${'['.repeat(20_000)}) { nome } }`,
  'directives by the hundred': `{ ats ${times(200, () => '@skip(if: true)')} { nome } }`,
  'a field that is not there, 60 kB': `{ ${'x'.repeat(60_000)} }`,
  'a fragment of itself': '{ ambiti { ...a } } fragment a on Ambito { distretto { ambiti { ...a } } }',
  'not permitted, deep in fragments':
    '{ ambiti { ...a } } fragment a on Ambito { ...b } fragment b on Ambito { datiPropri(anno: 2020) { valore } }',
};

const SUBGRAPHS = ['ambito', 'ats', 'asst', 'terzo-settore'];
const gateway = await startGateway({
  host: '127.0.0.1',
  port: 0,
  subgraphs: Object.fromEntries(SUBGRAPHS.map((name) => [name, 'http://127.0.0.1:9'])),
  supergraph: fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url)),
  signer: new AssertionSigner(Object.fromEntries(SUBGRAPHS.map((name) => [name, newAssertionKey()]))),
  introspection: false,
  logLevel: 'silent',
});
try {
  for (const [what, query] of Object.entries(DOCUMENTS)) {
    const taken = [];
    let codes;
    for (let i = 0; i < TURNS; i += 1) {
      const from = performance.now();
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { errors = [] } = await response.json();
      taken.push(performance.now() - from);
      codes = [...new Set(errors.map(({ extensions }) => extensions.code))].join(' ');
    }
    taken.sort((a, b) => a - b);
    const ms = (value) => `${value.toFixed(1).padStart(6)} ms`;
    console.log(`${what.padEnd(40)} median ${ms(taken[TURNS / 2])}  worst ${ms(taken.at(-1))}  ${codes || 'ANSWERED'}`);
  }
} finally {
  await gateway.stop();
}
