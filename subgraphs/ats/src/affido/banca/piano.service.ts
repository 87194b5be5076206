import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { rifiuto } from '@trama/kernel/rifiuto';
import type { FamigliaAffidataria, RichiestaAffido } from '../abbinamento/abbinamento.type.js';
import { bacinoDi } from '../candidati/candidati.service.js';
import { pianoMigliore } from '../piano/piano.js';
import { contestoDi } from '../scheda/esigenze.js';
import { schedeInAttesa } from '../scheda/scheda.loader.js';
import type { PianoAbbinamenti } from './banca.type.js';

const AMBITI = '/* piano.ambiti */ SELECT numero FROM ambito WHERE distretto_numero = $1';

/** What a plan is made from, read in one transaction and solved outside it. */
export interface Materia {
  readonly richieste: readonly RichiestaAffido[];
  readonly famiglie: readonly FamigliaAffidataria[];
  readonly oggi: string;
}

/** All that wait and all that are available; of one district, the two by themselves. */
export async function materiaDelPiano(tx: Tx, distretto: number | null): Promise<Materia> {
  const ambiti = distretto === null ? null : await tx.query<{ numero: number }>(AMBITI, [distretto]);
  if (ambiti?.length === 0) {
    throw rifiuto('distretto', 'Il distretto non esiste: correggi il numero, o toglilo per avere tutta la provincia.');
  }
  const qui = (ambito: number): boolean => ambiti === null || ambiti.some(({ numero }) => numero === ambito);
  const schede = (await schedeInAttesa(tx)).filter(({ ambito }) => qui(ambito));
  const bacino = await bacinoDi(tx, schede);
  return {
    richieste: schede.map((scheda) => bacino.richiesta(scheda)),
    famiglie: bacino.famiglie.filter(({ ambito }) => qui(ambito)),
    oggi: oggiARoma(),
  };
}

export async function pianoDi({ richieste, famiglie, oggi }: Materia): Promise<PianoAbbinamenti> {
  const { abbinamenti, nonAbbinate, punteggioCentesimi, ottimo } = await pianoMigliore(
    richieste,
    famiglie,
    contestoDi(oggi),
  );
  return {
    abbinamenti: abbinamenti.map(({ richiesta: { codice }, famiglia, centesimi }) => ({
      richiesta: { codice },
      famigliaCodice: famiglia.codice,
      punteggio: centesimi / 100,
    })),
    nonAbbinate: nonAbbinate.map(({ richiesta: { codice }, motivo, vincolo }) => ({
      richiesta: { codice },
      motivo,
      vincolo,
    })),
    punteggioTotale: punteggioCentesimi / 100,
    ottimo,
  };
}
