import type { Tx } from '@trama/database/database';
import { DomainError } from '@trama/kernel/errors';
import { rifiuto } from '@trama/kernel/rifiuto';

export function giaProposta(): DomainError {
  return rifiuto('famiglia', 'Questa famiglia è già proposta per questa richiesta: guarda l’abbinamento che c’è.');
}

/** Rules that the database keeps with the rows locked, by the name of each: what a person is told, and what to do. */
const REGOLE: Readonly<Record<string, () => DomainError>> = {
  abbinamento_posti: () =>
    rifiuto(
      'famiglia',
      'La famiglia non ha abbastanza posti: altri minori o altre proposte li occupano. Scegline un’altra.',
    ),
  abbinamento_al_piu_tre: () =>
    new DomainError(
      'TRANSIZIONE_NON_AMMESSA',
      'La richiesta ha già tre proposte aperte: aspetta una risposta, o rifiutane una.',
      { extensions: { campi: ['richiesta'] } },
    ),
  abbinamento_aperto: giaProposta,
  abbinamento_scelto: () =>
    new DomainError('TRANSIZIONE_NON_AMMESSA', 'Per questa richiesta è già stata scelta un’altra famiglia.', {
      extensions: { campi: ['abbinamento'] },
    }),
  abbinamento_famiglia_disponibile: () =>
    rifiuto('famiglia', 'La famiglia non è più disponibile: rileggi i candidati.'),
  abbinamento_passo: () =>
    new DomainError('TRANSIZIONE_NON_AMMESSA', 'L’abbinamento non può fare questo passo: rileggilo.'),
};

const UNO_ALLA_VOLTA = `
  /* abbinamento.unoAllaVolta */
  SELECT pg_advisory_xact_lock(hashtextextended('richiesta ' || $1, 0))`;

/**
 * Steps of one request wait for each other here, before any has a row: a fostering that begins ends the other proposals, and
 * two steps that held a row each would wait for one another.
 */
export async function unoAllaVolta(tx: Tx, richiesta: string): Promise<void> {
  await tx.query(UNO_ALLA_VOLTA, [richiesta]);
}

/** Says in words what the database refused; anything else is thrown as it is. */
export function regole(error: unknown): never {
  const { constraint, driverError } = Object(error) as { constraint?: string; driverError?: { constraint?: string } };
  const detta = REGOLE[constraint ?? driverError?.constraint ?? ''];
  throw detta ? detta() : error;
}
