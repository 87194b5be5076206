import type { Tx } from '@trama/database/database';
import { pubblicaConteggio } from '@trama/disclosure/conteggio';
import { oggiARoma } from '@trama/kernel/calendario';
import { ambitoOf } from '@trama/kernel/identity';
import { rifiuto } from '../cartella/rifiuto.service.js';
import { comuniAncheCessatiByAmbito } from '../territorio/territorio.loader.js';
import type { CartelleDelPiano, ConteggiUso, UsoCartella } from './uso-cartella.type.js';

const MISURE = ['aperti', 'aggiornati', 'chiusi', 'inCarico', 'operatori'] as const;
type Misura = (typeof MISURE)[number];

interface Riga extends Record<Misura, number> {
  readonly comuneIstat: string | null;
  readonly totale: boolean;
}

const USO = `
  /* usoCartella.conta */
  SELECT comune_istat AS "comuneIstat", totale, aperti, aggiornati, chiusi, in_carico AS "inCarico", operatori
  FROM trama.uso_cartella($1)`;

/** The unit is of records alone, so the figures of an objective say by themselves which ones are of them. */
const SECONDO_IL_PIANO = `
  /* usoCartella.secondoIlPiano */
  SELECT b.etichetta, b.valore, b.periodo, o.fonte, o.origine
  FROM obiettivo o CROSS JOIN jsonb_to_recordset(o.bisogni) AS b (etichetta text, valore float8, unita text, periodo text)
  WHERE o.ambito_id = $1 AND b.unita = 'cartelle' AND b.valore IS NOT NULL ORDER BY o.ordine, b.etichetta`;

const DAL = 1990;

/**
 * How the register of the caller's ambito was used in a year, comune by comune. The database counts, for a planning
 * office alone; small counts are suppressed, because the office is not the service that follows those people.
 *
 * The total is rounded too: with an exact one, a suppressed comune could be worked out from the others.
 */
export async function usoCartella(tx: Tx, anno: number): Promise<UsoCartella> {
  const corrente = Number(oggiARoma().slice(0, 4));
  if (anno < DAL || anno > corrente) {
    throw rifiuto('anno', `L’anno deve stare tra ${DAL} e ${corrente}: correggilo.`);
  }
  const righe = await tx.query<Riga>(USO, [anno]);
  const [comuni] = await comuniAncheCessatiByAmbito(tx, [ambitoOf(tx.identity)]);
  const parti = righe.filter(({ totale }) => !totale);
  const di = (codice: string | null) => pubblicati(parti.find(({ comuneIstat }) => comuneIstat === codice));
  return {
    anno,
    totale: pubblicati(righe.find(({ totale }) => totale)),
    comuni: (comuni ?? []).map(({ codiceIstat }) => ({ comuneIstat: codiceIstat, conteggi: di(codiceIstat) })),
    senzaComune: di(null),
    secondoIlPiano: await tx.query<CartelleDelPiano>(SECONDO_IL_PIANO, [ambitoOf(tx.identity)]),
  };
}

/** A comune without cases is a zero, and as such suppressed: that nobody is followed there is information too. */
const pubblicati = (riga: Riga | undefined): ConteggiUso =>
  Object.fromEntries(
    MISURE.map((misura) => [misura, pubblicaConteggio(riga?.[misura] ?? 0)]),
  ) as unknown as ConteggiUso;
