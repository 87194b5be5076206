import type { DisponibilitaPosti, TipoUnitaOfferta, UnitaFragment } from '../../graph/operazioni/rete-servizi';
import type { Tono } from '../../ui/Pillola';

export type Unita = UnitaFragment;
export type Tipo = TipoUnitaOfferta;
export type Disponibilita = NonNullable<Unita['disponibilita']>;

/** The types as people call them. */
export const TIPI: Readonly<Record<Tipo, string>> = {
  ALLOGGI_PROTETTI: 'Alloggi protetti',
  ASILO_NIDO: 'Asilo nido',
  CAG: 'Centro di aggregazione giovanile (CAG)',
  CASA_ACCOGLIENZA: 'Casa di accoglienza',
  CDD: 'Centro diurno disabili (CDD)',
  CDI: 'Centro diurno integrato (CDI)',
  CENTRO_DIURNO_PSICHIATRICO: 'Centro diurno psichiatrico',
  CENTRO_PRIMA_INFANZIA: 'Centro per la prima infanzia',
  CONSULTORIO: 'Consultorio',
  CPM: 'Comunità protetta a media assistenza (CPM)',
  CPS: 'Centro psico-sociale (CPS)',
  CRA: 'Comunità riabilitativa ad alta assistenza (CRA)',
  CRED: 'Centro ricreativo estivo diurno (CRED)',
  CRM: 'Comunità riabilitativa a media assistenza (CRM)',
  CSE: 'Centro socio educativo (CSE)',
  CSS: 'Comunità socio-sanitaria (CSS)',
  HOUSING: 'Housing sociale',
  MICRONIDO: 'Micronido',
  NIDO_FAMIGLIA: 'Nido famiglia',
  NOA: 'Nucleo operativo di alcologia (NOA)',
  RESIDENZIALITA_LEGGERA: 'Residenzialità leggera',
  RSA: 'Residenza sanitaria assistenziale (RSA)',
  RSA_FRAGILITA: 'RSA, posti per grandi fragilità',
  RSA_SOLLIEVO: 'RSA, posti di sollievo',
  RSD: 'Residenza per disabili (RSD)',
  SFA: 'Servizio di formazione all’autonomia (SFA)',
  SMI: 'Servizio multidisciplinare integrato (SMI)',
};

/** The places that a unit has, whichever of its figures the source gives: accredited first, then authorised, then capacity. */
export const postiDi = ({ posti }: Unita): number | null => posti.accreditati ?? posti.autorizzati ?? posti.capacita;

/** Where it is: its comune, or those that an aggregate covers. */
export const dove = ({ comune, comuni }: Unita): string => comune?.nome ?? comuni.join(', ');

interface Detta {
  readonly testo: string;
  readonly tono: Tono;
  /** What it means to who looks for a place. */
  readonly spiega: string;
}

/** The states of a unit’s places, in words. */
export const POSTI: Readonly<Record<DisponibilitaPosti, Detta>> = {
  LIBERI: { testo: 'Posti liberi', tono: 'fatto', spiega: 'Almeno un posto è libero.' },
  ULTIMI: { testo: 'Ultimi posti', tono: 'attenzione', spiega: 'I posti liberi sono da uno a cinque.' },
  COMPLETO: { testo: 'Completo', tono: 'errore', spiega: 'Nessun posto è libero.' },
  RISERVATA: {
    testo: 'Riservata',
    tono: 'neutro',
    spiega: 'I posti sono meno di cinque, e dire quanti sono liberi direbbe quante persone ci sono: chiedi all’unità.',
  },
  NON_DICHIARATA: {
    testo: 'Non dichiarata',
    tono: 'neutro',
    spiega: 'L’Ufficio di Piano non ha ancora detto se ci sono posti liberi.',
  },
};

/** What the search can be asked of places, as its address says it. */
export const RICERCHE = {
  liberi: { testo: 'Con posti liberi', stati: ['LIBERI', 'ULTIMI'] },
  completi: { testo: 'Completi', stati: ['COMPLETO'] },
  'da-dichiarare': { testo: 'Da dichiarare o aggiornare', stati: ['NON_DICHIARATA'] },
} as const satisfies Record<string, { testo: string; stati: readonly DisponibilitaPosti[] }>;

export type Ricerca = keyof typeof RICERCHE;
