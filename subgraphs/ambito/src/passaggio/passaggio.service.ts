import { registra } from '@trama/audit/registra';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { ambitoOf } from '@trama/kernel/identity';
import { randomUUID } from 'node:crypto';
import { faiPasso, requireEquipe, scopoDi } from '../cartella/caso.service.js';
import { AzioneCaso, ServizioCaso } from '../cartella/caso.stati.js';
import type { PassaATutelaInput } from './passaggio.input.js';
import { passaggioById } from './passaggio.loader.js';
import type { PassaggioServizio } from './passaggio.type.js';

const PASSA = `
  /* passaggio.passa */
  INSERT INTO passaggio_servizio (id, caso_id, equipe) VALUES ($1, $2, $3)`;

/**
 * Passes a case of prevention to a team of child protection. The row is the order, and the database does the rest: the
 * service and team of the case change, and whoever followed it in the old service no longer does.
 */
export function passaATutela(tx: Tx, input: PassaATutelaInput): Promise<PassaggioServizio> {
  const scopo = scopoDi(tx.identity);
  const ambito = ambitoOf(tx.identity);
  const reread = (id: string) => {
    registra(tx, { scopo, operazione: 'LETTURA' }, 'PassaggioServizio', { id, ambito });
    return passaggioById(tx, id);
  };
  return once(tx, { operazione: 'caso.passa-a-tutela', input, reread }, async () => {
    const id = randomUUID();
    await faiPasso(tx, AzioneCaso.PASSA_A_TUTELA, input, {
      poi: async (caso) => {
        await requireEquipe(tx, ServizioCaso.TUTELA, input.equipe);
        registra(tx, { scopo }, 'PassaggioServizio', { id, ambito });
        await tx.query(PASSA, [id, caso.id, input.equipe]);
      },
    });
    const passaggio = await passaggioById(tx, id);
    if (!passaggio) {
      throw new Error('whoever passes a case on sees the passage');
    }
    return passaggio;
  });
}
