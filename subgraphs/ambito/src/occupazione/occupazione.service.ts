import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { current, updateVersioned } from '@trama/database/versione';
import { fasciaDi } from '@trama/disclosure/fascia-posti';
import { giornoItaliano, oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import { ambitoOf } from '@trama/kernel/identity';
import { rifiuto } from '@trama/kernel/rifiuto';
import { Origine } from '@trama/schema/origine';
import { comprendePiuUnita, postiDi } from '../unita-offerta/capienza.service.js';
import type { UnitaOfferta } from '../unita-offerta/unita-offerta.entity.js';
import { unitaByCodice } from '../unita-offerta/unita-offerta.loader.js';
import { OccupazioneUnita } from './occupazione.entity.js';
import type { DichiaraOccupazioneInput } from './occupazione.input.js';

/** The register of units is that of the plan 2021-2023: nothing says that a unit was there before. */
const PRIMO_GIORNO = '2021-01-01';

/** More people than places happens; more than twice as many is a typing error. */
const VOLTE_I_POSTI = 2;

/**
 * Declares how many places of a unit of the caller's own ambito are taken on a day, or corrects what was declared, and
 * tells everybody the state that follows from it.
 *
 * @throws DomainError NON_TROVATO, NON_AUTORIZZATO for a unit of another ambito, INPUT_NON_VALIDO, CONFLITTO_VERSIONE
 */
export function dichiaraOccupazione(tx: Tx, input: DichiaraOccupazioneInput): Promise<OccupazioneUnita> {
  const trova = () => occupazioneDel(tx, input.unita, input.giorno);
  return once(tx, { operazione: 'occupazione.dichiara', input, reread: trova }, async () => {
    const unita = await unitaPropria(tx, input.unita);
    const posti = requirePosti(unita);
    requireGiorno(input.giorno);
    requireOccupati(input, posti);
    const trovata = await trova();
    const scritta =
      input.versione === 0 && trovata === null
        ? await scrivi(tx, input, posti, origineDi(unita))
        : await correggi(tx, current(trovata, input.versione), input, posti);
    await pubblica(tx, scritta);
    return scritta;
  });
}

async function unitaPropria(tx: Tx, codice: string): Promise<UnitaOfferta> {
  const [unita] = await unitaByCodice(tx, [codice]);
  if (!unita) {
    throw new DomainError('NON_TROVATO', 'Non c’è un’unità con questo codice: cercala nella rete dei servizi.', {
      extensions: { campi: ['unita'] },
    });
  }
  if (unita.ambitoId !== ambitoOf(tx.identity)) {
    throw new DomainError(
      'NON_AUTORIZZATO',
      'L’unità è di un altro ambito: ne dichiara i posti il suo Ufficio di Piano.',
    );
  }
  return unita;
}

function requirePosti(unita: UnitaOfferta): number {
  if (comprendePiuUnita(unita)) {
    throw rifiuto(
      'unita',
      'Questa riga comprende più unità: dichiara i posti di ciascuna, quando saranno nel registro.',
    );
  }
  const posti = postiDi(unita);
  if (!posti) {
    throw rifiuto('unita', 'Di questa unità non si sa quanti posti ha: vanno prima scritti nel registro delle unità.');
  }
  return posti;
}

function requireGiorno(giorno: string): void {
  if (giorno > oggiARoma()) {
    throw rifiuto('giorno', 'Il giorno non è ancora venuto: dichiara i posti di oggi o di un giorno passato.');
  }
  if (giorno < PRIMO_GIORNO) {
    throw rifiuto(
      'giorno',
      `Il registro delle unità comincia il ${giornoItaliano(PRIMO_GIORNO)}: scegli un giorno da allora.`,
    );
  }
}

function requireOccupati({ occupati, nota }: DichiaraOccupazioneInput, posti: number): void {
  if (occupati > VOLTE_I_POSTI * posti) {
    throw rifiuto('occupati', `I posti sono ${posti} e gli occupati oltre il doppio: correggi il numero.`);
  }
  if (occupati > posti && !nota?.trim()) {
    throw rifiuto(
      'nota',
      `Gli occupati sono più dei ${posti} posti: scrivi nella nota perché, oppure correggi il numero.`,
    );
  }
}

const origineDi = ({ origine }: UnitaOfferta): Origine =>
  origine === Origine.DIMOSTRATIVO ? Origine.DIMOSTRATIVO : Origine.RILEVATO;

const occupazioneDel = (tx: Tx, unitaCodice: string, giorno: string): Promise<OccupazioneUnita | null> =>
  tx.repo(OccupazioneUnita).findOne({ where: { unitaCodice, giorno }, comment: 'occupazione.trova' });

const SCRIVI = `
  /* occupazione.scrivi */
  INSERT INTO occupazione_unita (unita, giorno, posti, occupati, in_attesa, nota, origine)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`;

/** Two who declare the same day at once: the second waits for the first, writes nothing, and is told. */
async function scrivi(
  tx: Tx,
  { unita, giorno, occupati, inAttesa, nota }: DichiaraOccupazioneInput,
  posti: number,
  origine: Origine,
): Promise<OccupazioneUnita> {
  const values = [unita, giorno, posti, occupati, inAttesa ?? null, nota?.trim() ?? null, origine];
  const nuove = await tx.query(SCRIVI, values);
  return current(await occupazioneDel(tx, unita, giorno), nuove.length === 1 ? 1 : 0);
}

const correggi = (
  tx: Tx,
  { ambitoId, id, versione }: OccupazioneUnita,
  { occupati, inAttesa, nota }: DichiaraOccupazioneInput,
  posti: number,
): Promise<OccupazioneUnita> =>
  updateVersioned(
    tx,
    OccupazioneUnita,
    { where: { ambitoId, id }, versione, comment: 'occupazione.correggi' },
    { posti, occupati, inAttesa: inAttesa ?? null, nota: nota?.trim() ?? null },
  );

const PUBBLICA = `
  /* occupazione.pubblica */
  INSERT INTO disponibilita_posti (unita, giorno, posti, stato, minimo, massimo, origine)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (ambito_id, unita, giorno) DO UPDATE
    SET posti = EXCLUDED.posti, stato = EXCLUDED.stato, minimo = EXCLUDED.minimo, massimo = EXCLUDED.massimo`;

/** In the transaction of the declaration: what everybody reads is never of another number. */
async function pubblica(tx: Tx, occupazione: OccupazioneUnita): Promise<void> {
  const { unitaCodice, giorno, posti, occupati, origine } = occupazione;
  const { stato, minimo, massimo } = fasciaDi(posti, occupati);
  await tx.query(PUBBLICA, [unitaCodice, giorno, posti, stato, minimo, massimo, origine]);
}
