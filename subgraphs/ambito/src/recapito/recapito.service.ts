import { registra } from '@trama/audit/registra';
import type { Campo } from '@trama/crypto/cifra';
import type { Cifrario } from '@trama/crypto/cifrario';
import { normalizza } from '@trama/crypto/normalizza';
import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { ambitoOf } from '@trama/kernel/identity';
import { randomUUID } from 'node:crypto';
import type { Caso } from '../cartella/caso.entity.js';
import { scopoDi, transizione } from '../cartella/caso.service.js';
import { AzioneCaso } from '../cartella/caso.stati.js';
import { rifiuto } from '../cartella/rifiuto.service.js';
import type { AggiungiRecapitoInput, TogliRecapitoInput } from './recapito.input.js';
import { type Recapito, TipoRecapito } from './recapito.type.js';

type Quale = Pick<Recapito, 'ambitoId' | 'personaId' | 'id'>;

const campoDi = ({ ambitoId, personaId, id }: Quale): Campo => ({
  ambito: ambitoId,
  persona: personaId,
  tabella: 'recapito_persona',
  colonna: 'valore',
  riga: id,
});

/** The number or address; null once the person is erased. */
export async function leggiValore(cifrario: Cifrario, recapito: Recapito): Promise<string | null> {
  const letto = await cifrario.campi.decifra(campoDi(recapito), recapito.valore);
  return letto.esito === 'LETTO' ? letto.valore : null;
}

const NEL_CASO = `
  /* recapito.nelCaso */
  SELECT FROM caso_persona WHERE caso_id = $1 AND persona_id = $2`;

const NON_PREFERITI = `
  /* recapito.nonPreferiti */
  UPDATE recapito_persona SET preferito = false WHERE persona_id = $1 AND preferito AND al IS NULL`;

const AGGIUNGI = `
  /* recapito.aggiungi */
  INSERT INTO recapito_persona (id, persona_id, tipo, valore, preferito) VALUES ($1, $2, $3, $4, $5)`;

/** Writes down how a person of the case is reached; one to be tried first takes the place of the one that was. */
export function aggiungiRecapito(tx: Tx, cifrario: Cifrario, input: AggiungiRecapitoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.AGGIUNGI_RECAPITO, input, {
    poi: async ({ id: casoId, ambitoId }) => {
      const { persona: personaId, tipo, preferito } = input;
      const valore = requireForma(tipo, normalizza(input.valore));
      const id = randomUUID();
      annota(tx, id);
      if ((await tx.query(NEL_CASO, [casoId, personaId])).length === 0) {
        throw rifiuto('persona', 'La persona non è di questo caso: correggila.');
      }
      if (preferito) {
        await tx.query(NON_PREFERITI, [personaId]);
      }
      const busta = await cifrario.campi.cifra(campoDi({ ambitoId, personaId, id }), valore);
      await tx.query(AGGIUNGI, [id, personaId, tipo, busta, preferito]);
    },
  });
}

const TOGLI = `
  /* recapito.togli */
  UPDATE recapito_persona SET al = greatest(dal, $3::date), preferito = false
  WHERE id = $2 AND al IS NULL AND persona_id IN (SELECT persona_id FROM caso_persona WHERE caso_id = $1) RETURNING id`;

/** It is no longer good, from today; it stays in the record. */
export function togliRecapito(tx: Tx, input: TogliRecapitoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.TOGLI_RECAPITO, input, {
    poi: async ({ id: casoId }) => {
      annota(tx, input.recapito);
      if ((await tx.query(TOGLI, [casoId, input.recapito, oggiARoma()])).length === 0) {
        throw rifiuto('recapito', 'Il recapito non è di questo caso, o è già stato tolto: correggilo.');
      }
    },
  });
}

const annota = (tx: Tx, id: string): void =>
  registra(tx, { scopo: scopoDi(tx.identity) }, 'Recapito', { id, ambito: ambitoOf(tx.identity) });

/** What could not work is told before it is tried in an emergency; foreign numbers begin with +. */
const FORME: Readonly<Partial<Record<TipoRecapito, readonly [forma: RegExp, frase: string]>>> = {
  [TipoRecapito.TELEFONO]: [
    /^\+?[0-9][0-9 ./-]{4,24}$/,
    'Il numero di telefono ha lettere o è troppo corto: correggilo.',
  ],
  [TipoRecapito.CELLULARE]: [
    /^\+?[0-9][0-9 ./-]{4,24}$/,
    'Il numero di telefono ha lettere o è troppo corto: correggilo.',
  ],
  [TipoRecapito.EMAIL]: [/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/, 'L’indirizzo di posta non è completo: correggilo.'],
  [TipoRecapito.PEC]: [/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/, 'L’indirizzo di posta non è completo: correggilo.'],
};

function requireForma(tipo: TipoRecapito, valore: string): string {
  const [forma, frase] = FORME[tipo] ?? [];
  if (forma && !forma.test(valore)) {
    throw rifiuto('valore', frase!);
  }
  return valore;
}
