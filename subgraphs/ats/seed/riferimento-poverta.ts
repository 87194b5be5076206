import type { Archivi, Archivio } from '@trama/reference/archivi';
import { ArchivioError } from '@trama/reference/archivio';
import { uuidDi } from '@trama/reference/codici';
import { fonteDi } from '@trama/reference/fonte';
import { GIORNO_DEL_PIANO, POVERTA, rigaCompilazione, rigaValore } from './rilevazioni.js';

/** The document gives figures of this ambito alone. */
const AMBITO = 4;

/**
 * Which printed figure answers which voce, and of which year where the record does not say: "ad oggi" is the year of the
 * plan. The values stay in the archive: here are only their labels.
 */
const VOCE_DI: Readonly<Record<string, { readonly voce: string; readonly anno?: number }>> = {
  'casi RdC assegnati nel 2020': { voce: 'rdc_casi_assegnati' },
  'beneficiari RdC in Valle Trompia a settembre 2021': { voce: 'rdc_beneficiari' },
  'istanze Misura Unica 2020': { voce: 'misura_unica_istanze' },
  'istanze Misura Unica 2020 ammesse': { voce: 'misura_unica_ammesse' },
  'appartamenti di housing sociale a disposizione': { voce: 'housing_appartamenti', anno: 2021 },
  'alloggi pubblici disponibili': { voce: 'alloggi_pubblici' },
  'progettualità ZeroOttanta avviate': { voce: 'zeroottanta_progetti' },
  'segnalazioni ZeroOttanta dai Comuni': { voce: 'zeroottanta_segnalazioni' },
  'utenti SIL': { voce: 'sil_utenti' },
  'progetti Reddito di Autonomia per persone disabili': { voce: 'autonomia_disabili' },
  'progetti Reddito di Autonomia per anziani': { voce: 'autonomia_anziani' },
};

/** What to know of a figure that does not speak of the day that its voce asks about. */
const NOTA_DI: Readonly<Record<string, string>> = {
  rdc_beneficiari: 'A settembre 2021, non al 31 dicembre.',
  housing_appartamenti: '«Ad oggi» nella fonte: fine 2021.',
};

type Cifra = Archivio<'poverta'>['cifre'][number];
type Voce = (typeof VOCE_DI)[string];

export const compilazioniPovertaDelPiano = (archivi: Archivi) =>
  [...new Set(valoriPovertaDelPiano(archivi).map(({ anno }) => anno))].map((anno) =>
    rigaCompilazione(AMBITO, anno, GIORNO_DEL_PIANO, POVERTA),
  );

export const righeValoriPoverta = (archivi: Archivi) => valoriPovertaDelPiano(archivi).map(({ riga }) => riga);

const valoriPovertaDelPiano = (archivi: Archivi) => [
  ...Object.entries(VOCE_DI).map(([etichetta, voce]) => valoreDi(archivi, etichetta, voce)),
  provvedimenti(archivi),
];

function valoreDi(archivi: Archivi, etichetta: string, { voce, anno }: Voce) {
  const cifra = archivi.get('poverta').cifre.find((una) => una.etichetta === etichetta);
  return riga(archivi, voce, anno ?? cifra?.anno, cifra, etichetta);
}

/** Told by the chapter on the services, and by no figure of the archive on poverty. */
function provvedimenti(archivi: Archivi) {
  const indicatore = 'Provvedimenti attivati';
  const cifra = archivi
    .get('servizi')
    .flatMap(({ utenza }) => utenza)
    .find((una) => una.indicatore === indicatore);
  return riga(archivi, 'provvedimenti_affitto', cifra?.anno ?? undefined, cifra, indicatore);
}

type Stampata = Pick<Cifra, 'fonte'> & { readonly valore?: number | null | undefined };

function riga(
  archivi: Archivi,
  voce: string,
  anno: number | undefined,
  stampata: Stampata | undefined,
  etichetta: string,
) {
  if (typeof stampata?.valore !== 'number' || anno === undefined) {
    throw new ArchivioError(archivi.fileOf('poverta'), etichetta, 'valore', 'is missing, and the collection needs it');
  }
  return {
    anno,
    riga: {
      ...rigaValore({ ambito: AMBITO, anno, rilevazione: POVERTA }, voce, stampata.valore, 'PIANO_DI_ZONA'),
      nota: NOTA_DI[voce] ?? null,
      fonte: fonteDi(stampata.fonte),
    },
  };
}

/** Who sits in the observatory, as the document lists them. */
export function membriOsservatorio(archivi: Archivi) {
  const { composizione, fonte } = archivi.get('poverta').osservatorio;
  return composizione.map(({ ente }) => ({ id: uuidDi('membro-osservatorio', ente), ente, fonte: fonteDi(fonte) }));
}
