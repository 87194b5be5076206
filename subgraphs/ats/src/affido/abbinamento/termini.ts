import { piuMesi } from '@trama/kernel/calendario';
import type { AffidoPrecedente, Decreto } from './abbinamento.type.js';

/** Art. 4 c. 4 L. 184/1983: not beyond twenty-four months, unless the tribunale per i minorenni extends them. */
export const DURATA_MASSIMA_MESI = 24;
/** Art. 4 c. 3: the service that is responsible reports every six months. */
export const MESI_TRA_RELAZIONI = 6;

/** The months for which a fostering may go on under this act: who disposed it does not matter, the tribunale extends both. */
export function mesiConsentiti(
  { prorogaMesi }: Pick<Decreto, 'prorogaMesi'>,
  prima: AffidoPrecedente | null = null,
): number {
  return DURATA_MASSIMA_MESI + Math.max(prorogaMesi, prima?.prorogaMesi ?? 0);
}

/** The day by which a fostering that began on `inizio` must end, or have been extended. */
export function scadenzaAffido(inizio: string, decreto: Pick<Decreto, 'durataMesi' | 'prorogaMesi'>): string {
  return piuMesi(inizio, Math.min(decreto.durataMesi ?? Infinity, mesiConsentiti(decreto)));
}

/** The day by which the next six-monthly report is due. */
export function prossimaRelazione({
  inizio,
  ultimaRelazione,
}: Pick<AffidoPrecedente, 'inizio' | 'ultimaRelazione'>): string {
  return piuMesi(ultimaRelazione ?? inizio, MESI_TRA_RELAZIONI);
}
