import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { ambitoOf } from '@trama/kernel/identity';
import { randomUUID } from 'node:crypto';
import { nuovoCodice } from '@trama/kernel/codice';
import { rifiuto } from '../cartella/rifiuto.service.js';

/** Where the household of a new case is, as far as the caller says. */
export interface NucleoDetto {
  readonly comune?: string | null;
  readonly nucleo?: string | null;
}

/**
 * Id of the household that a new case is about: one that the caller knows already, or a new one; null when nobody said.
 *
 * @throws DomainError INPUT_NON_VALIDO for a comune of another ambito or a household in no case that the caller follows
 */
export async function nucleoPer(tx: Tx, { comune, nucleo }: NucleoDetto): Promise<string | null> {
  if (comune && nucleo) {
    throw rifiuto('comune', 'Il nucleo ha già il suo comune: indica l’uno o l’altro.');
  }
  if (nucleo) {
    return seguito(tx, nucleo);
  }
  return comune ? nuovo(tx, comune) : null;
}

const SEGUITO = `
  /* nucleo.seguito */
  SELECT id FROM nucleo WHERE codice = $1 AND id IN (SELECT trama.nuclei_seguiti())`;

async function seguito(tx: Tx, codice: string): Promise<string> {
  const [trovato] = await tx.query<{ id: string }>(SEGUITO, [codice]);
  if (!trovato) {
    throw rifiuto('nucleo', 'Il nucleo non è in un caso che segui: correggi il codice, o indica il comune.');
  }
  return trovato.id;
}

const COMUNE = `
  /* nucleo.comune */
  SELECT FROM comune WHERE ambito_id = $1 AND codice_istat = $2 AND coalesce(valido_al >= $3, true)`;

const INSERISCI = `
  /* nucleo.inserisci */
  INSERT INTO nucleo (id, codice, comune_istat) VALUES ($1, $2, $3)`;

async function nuovo(tx: Tx, comune: string): Promise<string> {
  const ambito = ambitoOf(tx.identity);
  if ((await tx.query(COMUNE, [ambito, comune, oggiARoma()])).length === 0) {
    throw rifiuto('comune', 'Il comune non è tra quelli del tuo ambito: correggi il codice ISTAT.');
  }
  const id = randomUUID();
  await tx.query(INSERISCI, [id, nuovoCodice(ambito, 'N'), comune]);
  return id;
}
