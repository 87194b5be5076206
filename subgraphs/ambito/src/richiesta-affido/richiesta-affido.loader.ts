import type { Nomina } from '@trama/audit/ispezione';
import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { In } from 'typeorm';
import { RichiestaAffido } from './richiesta-affido.entity.js';

/** Names requests for the access log. */
export function nominaRichieste(nomina: Nomina, richieste: ReadonlyArray<RichiestaAffido | null>): void {
  nomina(
    'RichiestaAffido',
    richieste.map((richiesta) =>
      richiesta === null ? { id: null, esito: 'NESSUNO' } : { id: richiesta.id, ambito: richiesta.ambitoId },
    ),
  );
}

/** Row-level security hides those of others, so a hidden request answers null like a missing one. */
export async function richiestaAffidoByCodice(
  tx: Tx,
  codici: readonly string[],
  nomina: Nomina,
): Promise<Array<RichiestaAffido | null>> {
  const comment = 'richiestaAffido.byCodice';
  const righe = await tx.repo(RichiestaAffido).find({ where: { codice: In([...codici]) }, comment });
  const trovate = alignByKey(codici, righe, ({ codice }) => codice);
  nominaRichieste(nomina, trovate);
  return trovate;
}
