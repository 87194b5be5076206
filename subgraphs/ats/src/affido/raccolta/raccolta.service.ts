import type { Tx } from '@trama/database/database';
import type { VoceDellaBanca } from '@trama/regole/contabili';
import type { PropostaBanca } from './raccolta.type.js';

const AFFIDO = 'affido';

/** How each voce is counted. */
const COME: Readonly<Record<VoceDellaBanca, string>> = {
  famiglie_31_12:
    'Famiglie che abitano qui, registrate entro il 31 dicembre e non cessate quel giorno, in qualunque stato.',
  famiglie_nuove: 'Famiglie che abitano qui, registrate nell’anno da un servizio pubblico o privato.',
  famiglie_cessate: 'Famiglie che abitano qui, uscite dalla banca nell’anno.',
  famiglie_con_affido_31_12: 'Famiglie che abitano qui e che il 31 dicembre accolgono un minore, di qualunque ambito.',
  minori_richiesti: 'Minori, fratelli compresi, delle richieste con un decreto dell’anno.',
  minori_in_attesa_31_12:
    'Minori delle richieste con un decreto entro il 31 dicembre, non chiuse e senza un affido in corso quel giorno; anche chi aspetta un’altra famiglia dopo un affido finito.',
  attesa_mediana: 'Giorni dal decreto all’inizio, mediana degli affidi cominciati nell’anno.',
  affidi_1_1: 'Minori di affidi cominciati prima del 1 gennaio e non finiti prima di quel giorno.',
  affidi_avviati: 'Minori di affidi cominciati nell’anno.',
  affidi_conclusi: 'Minori di affidi finiti nell’anno.',
  affidi_31_12: 'Minori di affidi cominciati entro il 31 dicembre e non finiti quel giorno.',
  affidi_altro_ambito_31_12: 'Come sopra, presso famiglie che oggi abitano in un altro ambito.',
  affidi_oltre_24_mesi_31_12: 'Minori in affido il 31 dicembre, da almeno 24 mesi.',
  affidi_residenziali: 'Minori in affido il 31 dicembre, di tipo residenziale.',
  affidi_diurni: 'Minori in affido il 31 dicembre, di tipo diurno.',
  affidi_appoggio: 'Minori in affido il 31 dicembre, di tipo appoggio.',
  affidi_pronto_intervento: 'Minori in affido il 31 dicembre, di tipo pronto intervento.',
  affidi_fine_settimana: 'Minori in affido il 31 dicembre, di tipo fine settimana.',
  affidi_residuale: 'Minori in affido il 31 dicembre, con capacità genitoriali residue secondo la richiesta.',
  affidi_recuperabile: 'Minori in affido il 31 dicembre, con capacità genitoriali recuperabili secondo la richiesta.',
  affidi_consensuali: 'Minori in affido il 31 dicembre, consensuale secondo la richiesta.',
  affidi_giudiziali: 'Minori in affido il 31 dicembre, giudiziale secondo la richiesta.',
  conclusi_rientro: 'Minori di affidi finiti nell’anno con il rientro in famiglia.',
  conclusi_autonomia: 'Minori di affidi finiti nell’anno con l’autonomia.',
  conclusi_altro_affido: 'Minori di affidi finiti nell’anno con un altro affido.',
  conclusi_interrotti: 'Minori di affidi interrotti nell’anno.',
};

const CONTA = `
  /* raccolta.conta */
  SELECT voce, valore::float8 AS valore FROM trama.conteggi_affido($1)`;

/** An answer, as far as counting for it goes. */
export interface Contata {
  readonly rilevazione: string;
  readonly anno: number;
  /** Whose answer it is. */
  readonly ambito: number;
}

/** What the bank says now of the caller's own ambito; nothing for another contributor's answer, or another collection. */
export async function contaBanca(tx: Tx, { rilevazione, anno, ambito }: Contata): Promise<PropostaBanca[]> {
  if (rilevazione !== AFFIDO || ambito !== tx.identity.ambito) {
    return [];
  }
  const conteggi = await tx.query<Omit<PropostaBanca, 'come'>>(CONTA, [anno]);
  return conteggi.map(({ voce, valore }) => ({ voce, valore, come: COME[voce as VoceDellaBanca] }));
}
