import { Archivi } from '@trama/reference/archivi';
import { comuniDimostrativi } from '@trama/reference/popolazione-dimostrativa';
import { parseArgs } from 'node:util';
import { distanzaProvincia } from '../src/affido/abbinamento/distanze.js';
import { GIORNI, simula, tabella } from '../src/affido/simulazione/simulazione.js';

// Two years of invented families and requests over the real comuni: each ambito alone against the common bank.
const { values } = parseArgs({ options: { seme: { type: 'string', default: '1' } } });
const seme = Number(values.seme);
if (!Number.isSafeInteger(seme) || seme < 0) {
  process.stderr.write('--seme must be a whole number from 0 on, such as --seme 1\n');
  process.exitCode = 2;
} else {
  const archivi = new Archivi();
  const comuni = [...archivi.get('comuni'), ...comuniDimostrativi(archivi)].map(({ codiceIstat, ambito }) => ({
    istat: codiceIstat,
    ambito,
  }));
  const mondo = { giorni: GIORNI, comuni, distanza: distanzaProvincia() };
  process.stdout.write(tabella(seme, GIORNI, simula(seme, mondo)));
}
