import type { Archivi } from '@trama/reference/archivi';
import { ArchivioError } from '@trama/reference/archivio';
import { fonteDi } from '@trama/reference/fonte';
import { ambitoAllora } from '@trama/reference/variazioni-comuni';
import type { CodiceDato } from '../src/dato-annuale/dato-annuale.codici.js';

/** The document gives yearly figures of this ambito alone. */
const AMBITO = 4;

interface Figura {
  readonly codice: CodiceDato;
  readonly archivio: 'fatti' | 'servizi';
  readonly indicatore: string;
  readonly anno: number;
  /**
   * Day that the figure speaks of, read from the text around it: what the plan says "as of today" is dated by its approval in the Cabina di Regia, 9/11/2021.
   */
  readonly data: string;
}

/** Which printed figure answers which yearly datum. The values stay in the archives: here are only their labels. */
const FIGURE: readonly Figura[] = [
  {
    codice: 'AFFIDI_IN_ESSERE',
    archivio: 'fatti',
    indicatore: 'Progetti attivi di affido etero-familiare',
    anno: 2021,
    data: '2021-11-09',
  },
];

export const datiDiRiferimento = (archivi: Archivi) =>
  FIGURE.map((figura) => {
    const { valore, nota, fonte } = trova(archivi, figura);
    const { codice, anno, data } = figura;
    return { ambito_id: AMBITO, codice, anno, data, valore, nota: nota ?? null, fonte: fonteDi(fonte) };
  });

function trova(archivi: Archivi, { archivio, indicatore }: Figura) {
  const righe = archivio === 'fatti' ? archivi.get('fatti') : archivi.get('servizi').flatMap(({ utenza }) => utenza);
  const riga = righe.find((candidate) => candidate.indicatore === indicatore);
  if (typeof riga?.valore !== 'number') {
    throw new ArchivioError(
      archivi.fileOf(archivio),
      indicatore,
      'valore',
      'is missing, and the yearly figures need it',
    );
  }
  return { ...riga, valore: riga.valore };
}

/** Residents and minors of the year as the sum of the comuni: the only figures of the source with age bands. */
export function popolazioneDiRiferimento(archivi: Archivi) {
  const allora = ambitoAllora(archivi);
  const comuni = archivi
    .get('comuni')
    .filter(({ ambito, codiceIstat, popolazione }) => allora(codiceIstat, ambito, popolazione.data) === AMBITO);
  const somma = (pick: (p: (typeof comuni)[number]['popolazione']) => number) =>
    comuni.reduce((sum, { popolazione }) => sum + pick(popolazione), 0);
  const { data, fonte } = comuni[0]!.popolazione;
  return [
    {
      ambito_id: AMBITO,
      anno: Number(data.slice(0, 4)),
      residenti: somma(({ totale }) => totale),
      minori: somma(({ eta0_17 }) => eta0_17),
      fonte: fonteDi(fonte),
    },
  ];
}
