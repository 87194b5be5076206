import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { caso } from '@trama/reference/caso';
import { uuidDi } from '@trama/reference/codici';

const SEME = 9_600_000;
const ANNI = [2019, 2020, 2021] as const;
const MESI = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

const BISOGNI = [
  ['BENI_PRIMA_NECESSITA', 10],
  ['REDDITO', 8],
  ['CASA', 3],
  ['LAVORO', 4],
  ['DEBITI', 2],
  ['SALUTE', 2],
  ['MIGRAZIONE', 2],
  ['SOLITUDINE', 1],
] as const;

/**
 * Who counts, how much comes to it, and in how many comuni. The first three are in the document: the centres of the
 * parishes (p. 78), and two associations of the group on poverty (p. 206-209). The others are the bodies of the
 * demonstration operators, so that each of these finds something of its own.
 */
const ENTI = [
  ['caritas-parrocchiali', 1, 6],
  ['acli', 0.6, 3],
  ['auser', 0.3, 2],
  ['associazione-coordinamento-famiglie-affidatarie', 0.2, 2],
  ['associazione-comunita-mamre', 0.05, 1],
] as const;

/** Invented counts of listening centres in Valle Trompia. */
export function contributiDimostrativi(archivi: Archivi): Carico[] {
  const comuni = archivi.get('comuni').map(({ codiceIstat }) => codiceIstat);
  const mesi = ENTI.flatMap(([ente, misura, quanti], n) =>
    comuni.slice(n, n + quanti).flatMap((comune) => mesiDi(ente, comune, misura)),
  );
  return [
    {
      tabella: 'contributo_poverta',
      chiave: ['ente_codice', 'id'],
      origine: 'DIMOSTRATIVO',
      righe: mesi.map(({ contributo }) => contributo),
    },
    {
      tabella: 'contributo_bisogno',
      chiave: ['ente_codice', 'contributo_id', 'bisogno'],
      origine: 'DIMOSTRATIVO',
      righe: mesi.flatMap(({ bisogni }) => bisogni),
    },
  ];
}

function mesiDi(ente_codice: string, comune_istat: string, misura: number) {
  return ANNI.flatMap((anno) =>
    MESI.map((mese) => {
      const id = uuidDi('contributo-poverta', ente_codice, anno, mese, comune_istat);
      const sorte = caso(SEME + Number(comune_istat) * 1_000 + (anno - 2000) * 12 + mese + ente_codice.length);
      const bisogni = BISOGNI.map(([bisogno, peso]) => {
        const nuove = Math.floor(sorte.numero(0, peso * misura * (mese === 1 ? 2 : 1)));
        return { ente_codice, contributo_id: id, bisogno, incontrate: nuove + sorte.intero(0, nuove + 1), nuove };
      });
      const contributo = { ente_codice, id, anno, mese, comune_istat, versione: 1 };
      return { contributo, bisogni: bisogni.filter(({ incontrate }) => incontrate > 0) };
    }),
  );
}
