import type { TipoUnitaOfferta, UnitaFragment } from '../../graph/operazioni/rete-servizi';

export type Unita = UnitaFragment;
export type Tipo = TipoUnitaOfferta;

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
