import type { Tx } from '@trama/database/database';
import type { DomainError } from '@trama/kernel/errors';
import type { Scopo } from './scopi.js';

export const OPERAZIONI = ['LETTURA', 'SCRITTURA', 'CANCELLAZIONE', 'ANONIMIZZAZIONE', 'ARCHIVIAZIONE'] as const;
export type Operazione = (typeof OPERAZIONI)[number];

/** CONCESSO: it happened. RIFIUTATO: asked for and not allowed. NESSUNO: nothing was there, for this caller. */
export const ESITI = ['CONCESSO', 'RIFIUTATO', 'NESSUNO'] as const;
export type Esito = (typeof ESITI)[number];

/** EMERGENZA: somebody went past the ordinary assignment, and a second person has to look at it. */
export const CLASSI = ['ORDINARIO', 'EMERGENZA'] as const;
export type Classe = (typeof CLASSI)[number];

/** The chain of what belongs to no ambito. */
export const NESSUN_AMBITO = 0;

/** One record of a person, as the log names it. */
export interface Oggetto {
  /** Its opaque id, a uuid. Anything else a caller may have sent as an id is not written: it could be a name. */
  readonly id: string | null;
  /** The ambito that owns the record, whoever asks; for one that nobody found, leave it out: the caller's own. */
  readonly ambito?: number;
  /** CONCESSO, when nothing else is said; for one of a list that is not given to this caller, what it was. */
  readonly esito?: Esito;
  /** That of the whole work, when nothing else is said: of a list, some may be seen for an emergency and some not. */
  readonly classe?: Classe;
}

/** A line of the log, before PostgreSQL adds who, when and its place in the chain. */
export interface Accesso {
  readonly ambito: number;
  readonly scopo: Scopo;
  readonly operazione: Operazione;
  /** Name of the type as the schema has it, such as `Caso`; null when the work named none. */
  readonly tipo: string | null;
  readonly oggetto: string | null;
  readonly esito: Esito;
  readonly classe: Classe;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The chain of a caller's own ambito; people of the coordination have none of their own. */
export const catenaDi = ({ identity }: Tx): number => identity.ambito ?? NESSUN_AMBITO;

/** The accesses to records of one type. No record at all is a line too: somebody looked, and found nothing. */
export function accessiA(
  tx: Tx,
  come: Pick<Accesso, 'scopo' | 'operazione' | 'classe'>,
  tipo: string | null,
  oggetti: readonly Oggetto[],
): Accesso[] {
  const trovati = oggetti.length > 0 ? oggetti : [{ id: null, esito: 'NESSUNO' as const }];
  return trovati.map(({ id, ambito, esito = 'CONCESSO', classe = come.classe }) => ({
    ...come,
    classe,
    ambito: ambito ?? catenaDi(tx),
    tipo,
    oggetto: id !== null && UUID.test(id) ? id.toLowerCase() : null,
    esito,
  }));
}

/** How a refusal ends the accesses that were asked for. A hidden record and a missing one are the same to the caller. */
export const rifiutati = (accessi: readonly Accesso[], causa: DomainError): Accesso[] =>
  accessi.map((accesso) => ({
    ...accesso,
    esito: causa.extensions.code === 'NON_TROVATO' ? 'NESSUNO' : 'RIFIUTATO',
  }));

// The rows reach the trigger in this order, so every transaction locks the heads of its chains from the lowest ambito
// up: two that touch the same chains wait for each other in a line, never in a circle.
const ISCRIVI = `
  /* registro.iscrivi */
  INSERT INTO registro.accesso (ambito_id, scopo, operazione, tipo, oggetto, esito, classe)
  SELECT ambito, scopo, operazione, tipo, oggetto, esito, classe
  FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[])
    WITH ORDINALITY AS r (ambito, scopo, operazione, tipo, oggetto, esito, classe, posto)
  ORDER BY ambito, posto`;

/** Adds the lines, each once, in one statement however many and of however many ambiti. The last act of a transaction. */
export async function iscrivi(tx: Tx, accessi: readonly Accesso[]): Promise<void> {
  const unici = [...new Map(accessi.map((accesso) => [JSON.stringify(Object.values(accesso)), accesso])).values()];
  if (unici.length === 0) {
    return;
  }
  const colonna = <K extends keyof Accesso>(nome: K): Array<Accesso[K]> => unici.map((accesso) => accesso[nome]);
  await tx.query(ISCRIVI, [
    colonna('ambito'),
    colonna('scopo'),
    colonna('operazione'),
    colonna('tipo'),
    colonna('oggetto'),
    colonna('esito'),
    colonna('classe'),
  ]);
}
