import type { Contesto, FamigliaAffidataria, RichiestaAffido } from '../abbinamento/abbinamento.type.js';
import { fraseDi, vincoliPiuViolati, vincoloCheSblocca } from '../abbinamento/candidati.js';
import { quadroAPassi } from './coppie.js';
import { aPassi } from './passi.js';
import type { NonAssegnata, Piano } from './piano.type.js';
import { risolviParti } from './risolutore.js';

/**
 * From the first pair that is weighed to the last part that is solved. The gateway gives a subgraph five seconds: what
 * reads the bank and writes the answer needs its share of them, on a busy machine too.
 */
export const TEMPO_LIMITE_MS = 3_000;

/**
 * The best assignment of all these requests to all these families: as many minors as can be with a family; of plans with as
 * many, the one with most of those who have waited for half a year; of those, the one with most points. Siblings stay
 * together, and no family gets more minors than it has places.
 *
 * The same plan whatever the order in which requests and families come. With the time over it is the best that was found.
 */
export async function pianoMigliore(
  richieste: readonly RichiestaAffido[],
  famiglie: readonly FamigliaAffidataria[],
  contesto: Contesto,
  { tempoLimiteMs = TEMPO_LIMITE_MS } = {},
): Promise<Piano> {
  const inizio = performance.now();
  const quadro = await quadroAPassi(richieste, famiglie, contesto);
  const soluzioni = await risolviParti(quadro.parti, tempoLimiteMs - (performance.now() - inizio));
  const scelte = soluzioni.flatMap((soluzione) => soluzione.scelte).sort((a, b) => a.r - b.r);
  const scelta = new Set(scelte.map(({ r }) => r));
  const conCandidati = new Set(quadro.coppie.map(({ r }) => r));
  const restano = [...quadro.richieste.keys()].filter((r) => !scelta.has(r));
  const nonAbbinate = await aPassi(restano, (r) =>
    conCandidati.has(r) ? superata(quadro.richieste[r]!) : esclusa(quadro.richieste[r]!, famiglie, contesto),
  );
  return {
    abbinamenti: scelte.map(({ r, f, centesimi }) => ({
      richiesta: quadro.richieste[r]!,
      famiglia: quadro.famiglie[f]!,
      centesimi,
    })),
    nonAbbinate,
    punteggioCentesimi: quadro.merito(scelte).centesimi,
    ottimo: soluzioni.every(({ ottima }) => ottima),
  };
}

/** There are families for it, and all their places serve others. */
const superata = (richiesta: RichiestaAffido): NonAssegnata => ({
  richiesta,
  motivo: 'Le famiglie adatte non hanno posti per tutti: nel piano accolgono altri minori.',
  vincolo: 'POSTI',
});

function esclusa(
  richiesta: RichiestaAffido,
  famiglie: readonly FamigliaAffidataria[],
  contesto: Contesto,
): NonAssegnata {
  const sblocco = vincoloCheSblocca(richiesta, famiglie, contesto);
  if (sblocco) {
    const { vincolo, frase, candidatiInPiu: n } = sblocco;
    const quante = n === 1 ? 'una candidata' : `${n} candidate`;
    return {
      richiesta,
      vincolo,
      motivo: `Nessuna candidata. Derogando a un solo vincolo ce ne sarebbero ${quante}: «${frase}»`,
    };
  }
  const [primo] = vincoliPiuViolati(richiesta, famiglie, contesto);
  return primo
    ? {
        richiesta,
        vincolo: null,
        motivo: `Nessuna candidata, neppure derogando a un vincolo solo. Il più frequente: «${fraseDi(primo.vincolo)}»`,
      }
    : { richiesta, vincolo: null, motivo: 'Nella banca non c’è nessuna famiglia disponibile.' };
}
