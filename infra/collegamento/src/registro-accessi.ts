import type { Operazione } from '@trama/audit/accesso';
import { registra } from '@trama/audit/registra';
import { isScopo } from '@trama/audit/scopi';
import type { AttoCollegamento, AzioneCollegamento } from '@trama/crypto/collegamento-contratto';
import type { Database } from '@trama/database/database';
import { type Identity, identityOf } from '@trama/kernel/identity';
import { randomUUID } from 'node:crypto';

const OPERAZIONE: Readonly<Record<AzioneCollegamento, Operazione>> = {
  PSEUDONIMO: 'LETTURA',
  VERIFICA: 'LETTURA',
  CONTEGGIO: 'LETTURA',
  ISCRIZIONE: 'SCRITTURA',
  RIMOZIONE: 'CANCELLAZIONE',
};

const ESITO = { RISPOSTO: 'CONCESSO', NON_COLLEGABILE: 'NESSUNO', LIMITE_SUPERATO: 'RIFIUTATO' } as const;

/** Writes each act in the access log of the service, committed before anybody is answered. */
export const registroAccessi =
  (database: Database) =>
  ({ attore, ambito, scopo, caso, azione, esito }: AttoCollegamento): Promise<void> => {
    if (!isScopo(scopo)) {
      throw new Error(`${scopo} is no purpose of the access log`);
    }
    return database.write(aNomeDi(attore, ambito), async (tx) => {
      const oggetto = { id: caso, esito: ESITO[esito], ...(ambito !== null && { ambito }) };
      registra(tx, { scopo, operazione: OPERAZIONE[azione] }, 'Collegamento', oggetto);
    });
  };

/** A program asks, and says for whom: the log has the person, and that no person was at the other end of the line. */
export const aNomeDi = (subject: string, ambito: number | null): Identity =>
  identityOf({ subject, ruolo: 'LAVORO', ambito, asst: null, ente: null, scope: [] }, randomUUID());
