import { fasciaDi } from '@trama/disclosure/fascia-posti';
import { oggiARoma, piuGiorni } from '@trama/kernel/calendario';
import { type Caso, caso } from '@trama/reference/caso';
import { uuidDi } from '@trama/reference/codici';
import type { Proprietario } from '@trama/reference/persone-dimostrative';

/**
 * How many places of the demonstration units are taken. No unit of the Piano has any: of those nobody said it. Days are counted
 * back from the day of the loading, so that there is something to rely on; who is how full is the same everywhere.
 * Loaded where it is missing only, since people declare too.
 *
 * @returns how many declarations were missing
 */
export async function caricaOccupazioni(owner: Proprietario): Promise<number> {
  const unita = await owner<UnitaConPosti>(CON_POSTI);
  const ambiti = [...new Set(unita.map(({ ambito }) => ambito))];
  const righe = ambiti.flatMap((numero) => {
    const sorte = caso(9_000 + numero);
    return unita.filter(({ ambito }) => ambito === numero).flatMap((una) => dichiarazioniDi(una, sorte));
  });
  const nuove = await owner(INSERISCI, [JSON.stringify(righe)]);
  await owner(PUBBLICA, [JSON.stringify(righe)]);
  return nuove.length;
}

/** @returns how many were there */
export async function togliOccupazioni(owner: Proprietario): Promise<number> {
  return (await owner(`DELETE FROM occupazione_unita WHERE origine = 'DIMOSTRATIVO' RETURNING id`)).length;
}

interface UnitaConPosti {
  readonly ambito: number;
  readonly codice: string;
  readonly posti: number;
}

/** A unit that has some already keeps them: on another day they would all be added again. */
const CON_POSTI = `
  SELECT u.ambito_id AS ambito, u.codice, coalesce(u.posti_accreditati, u.posti_autorizzati, u.capacita) AS posti
  FROM unita_offerta u
  WHERE u.origine = 'DIMOSTRATIVO' AND NOT u.aggregato
    AND coalesce(u.posti_accreditati, u.posti_autorizzati, u.capacita) > 0
  ORDER BY u.ambito_id, u.ordine`;

const INSERISCI = `
  INSERT INTO occupazione_unita (ambito_id, id, unita, giorno, posti, occupati, in_attesa, nota, origine, dichiarata_da, dichiarata_il)
  SELECT ambito_id, id, unita, giorno, posti, occupati, in_attesa, nota, origine, dichiarata_da, dichiarata_il
  FROM jsonb_populate_recordset(NULL::occupazione_unita, $1) nuova
  WHERE NOT EXISTS (
    SELECT FROM occupazione_unita o WHERE o.ambito_id = nuova.ambito_id AND o.unita = nuova.unita)
  RETURNING id`;

const PUBBLICA = `
  INSERT INTO disponibilita_posti (ambito_id, unita, giorno, posti, stato, minimo, massimo, origine)
  SELECT r.ambito_id, r.unita, r.giorno, r.posti, r.stato, r.minimo, r.massimo, r.origine
  FROM jsonb_to_recordset($1) AS r (ambito_id smallint, id uuid, unita text, giorno date, posti integer, stato text,
    minimo integer, massimo integer, origine text)
  JOIN occupazione_unita o ON o.ambito_id = r.ambito_id AND o.id = r.id AND o.giorno = r.giorno
  ON CONFLICT DO NOTHING`;

/** Days since each declaration: most units monthly, some late, some never. */
const CADENZE = [[4, 35, 66], [9, 39, 70], [12, 42], [18, 48, 79], [27, 58], [], [33, 64], [83, 114]] as const;

function dichiarazioniDi({ ambito, codice, posti }: UnitaConPosti, sorte: Caso) {
  const media = sorte.intero(55, 105);
  return sorte.scelta(CADENZE).map((giorniFa, n) => {
    const occupati = Math.max(0, Math.round((posti * (media + sorte.intero(-6, 6))) / 100));
    const giorno = piuGiorni(oggiARoma(), -giorniFa);
    return {
      ambito_id: ambito,
      id: uuidDi('occupazione', codice, n),
      unita: codice,
      giorno,
      posti,
      occupati,
      in_attesa: occupati < posti ? 0 : sorte.intero(0, 12),
      nota: occupati > posti ? 'Dimostrativo: inserimenti temporanei in attesa di altra unità' : null,
      ...fasciaDi(posti, occupati),
      origine: 'DIMOSTRATIVO',
      dichiarata_da: `udp${ambito}`,
      dichiarata_il: `${giorno}T09:00:00Z`,
    };
  });
}
