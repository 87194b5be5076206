import type { ServizioCollegamento } from '@trama/crypto/collegamento-contratto';
import { DomainError } from '@trama/kernel/errors';
import { type Corpo, type Percorso, type Risposta, SCOPO } from './cliente/protocollo.js';

export interface Banco {
  readonly collegamento: ServizioCollegamento;
  readonly generazione: () => Promise<number>;
}

type Rispondi = { readonly [P in Percorso]: (banco: Banco, corpo: Corpo<P>) => Promise<Risposta<P>> };

/** What the service does for each question: the purpose is its own, not the asker's to choose. */
export const RISPOSTE: Rispondi = {
  '/v1/iscrizioni': async ({ collegamento }, { iscrizioni }) => {
    const pseudonimi: Array<string | null> = [];
    for (const iscrizione of iscrizioni) {
      pseudonimi.push(await collegamento.iscrivi({ ...iscrizione, scopo: SCOPO }).catch(oltreIlLimite));
    }
    return { pseudonimi };
  },
  '/v1/rimozioni': async ({ collegamento }, { rimozioni }) => {
    for (const { pseudonimo, ...rimozione } of rimozioni) {
      await collegamento.rimuovi({ ...rimozione, scopo: SCOPO, soggetto: { pseudonimo } });
    }
    return {};
  },
  '/v1/generazione': async ({ generazione }) => ({ generazione: await generazione() }),
  '/v1/legami': async ({ collegamento }, domanda) => {
    const legami = await collegamento.legami({ ...domanda, scopo: SCOPO });
    return { legami: legami.map(({ pseudonimo, servizi }) => ({ pseudonimo, servizi: [...servizi] })) };
  },
  '/v1/famiglie': async ({ collegamento }, { attore }) => {
    const famiglie = await collegamento.famiglieCollegate({ attore, scopo: SCOPO });
    return { famiglie: famiglie.map(({ famiglie: [una, altra], dal }) => ({ famiglie: [una, altra], dal })) };
  },
};

/** One who is over the limit must not keep the others of the same request waiting. */
function oltreIlLimite(causa: unknown): null {
  if (causa instanceof DomainError && causa.extensions.code === 'LIMITE_SUPERATO') {
    return null;
  }
  throw causa;
}
