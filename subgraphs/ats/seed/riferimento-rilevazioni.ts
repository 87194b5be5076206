import type { Archivi, Archivio } from '@trama/reference/archivi';
import { fonteDi } from '@trama/reference/fonte';
import { ANNI_RILEVATI, GIORNO_DEL_PIANO, rigaCompilazione, rigaValore } from './rilevazioni.js';

/** The document gives figures of this ambito alone. */
const AMBITO = 4;

/** Which printed figure answers which voce. The values stay in the archive: here are only their labels. */
const VOCE_DI: Readonly<Record<string, string>> = {
  'minori seguiti dal Servizio Prevenzione e Disagio': 'minori_prevenzione',
  'minori seguiti dal Servizio Tutela Minori': 'minori_tutela',
  'minori in carico a Tutela e Disagio': 'minori_31_12',
  'nuclei in carico a Tutela e Disagio': 'nuclei_31_12',
  'età media dei minori in carico': 'eta_media',
  'progetti di affido etero-familiare attivi': 'affido_progetti',
  'nuclei seguiti dall’Educativa Minori': 'educativa_nuclei',
  'minori seguiti dall’Educativa Minori': 'educativa_minori',
  'ore erogate dall’Educativa Minori': 'educativa_ore',
  'utenti del Servizio Genitori Condivisi': 'genitori_condivisi',
  'utenti dei consultori': 'consultori_utenti',
  'richieste di supporto psicologico di preadolescenti e adolescenti': 'supporto_psicologico',
  'contatti delle attività di territorio': 'territorio_contatti',
};

type Cifra = Archivio<'tutelaMinori'>['cifre'][number];

/** As a year, a day, or "as of today" of a year: the year that it stands in. */
const annoDi = ({ anno, data, riferimento }: Cifra): number =>
  anno ?? Number(/\d{4}/.exec(data ?? riferimento ?? '')?.[0]);

export const compilazioniDelPiano = () => ANNI_RILEVATI.map((anno) => rigaCompilazione(AMBITO, anno, GIORNO_DEL_PIANO));

export const valoriDelPiano = (archivi: Archivi) =>
  archivi.get('tutelaMinori').cifre.flatMap((cifra) => {
    const voce = VOCE_DI[cifra.etichetta];
    return voce === undefined
      ? []
      : [
          {
            ...rigaValore({ ambito: AMBITO, anno: annoDi(cifra) }, voce, cifra.valore, 'PIANO_DI_ZONA'),
            fonte: fonteDi(cifra.fonte),
          },
        ];
  });
