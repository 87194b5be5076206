import { registra } from '@trama/audit/registra';
import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { ambitoOf } from '@trama/kernel/identity';
import { randomUUID } from 'node:crypto';
import type { Caso } from '../cartella/caso.entity.js';
import { scopoDi, transizione } from '../cartella/caso.service.js';
import { AzioneCaso } from '../cartella/caso.stati.js';
import { requireGiorno, rifiuto } from '../cartella/rifiuto.service.js';
import type { RegistraProvvedimentoInput, RevocaProvvedimentoInput } from './provvedimento.input.js';

const REGISTRA = `
  /* provvedimento.registra */
  INSERT INTO provvedimento (id, caso_id, autorita, tipo, data) VALUES ($1, $2, $3, $4, $5)`;

/** Writes down what a court ordered about a case of child protection. */
export function registraProvvedimento(tx: Tx, input: RegistraProvvedimentoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.REGISTRA_PROVVEDIMENTO, input, {
    poi: async ({ id: casoId }) => {
      const [id, oggi] = [randomUUID(), oggiARoma()];
      const data = input.data ?? oggi;
      requireGiorno(data <= oggi, 'data', 'La data del provvedimento è nel futuro: correggila.');
      annota(tx, id);
      await tx.query(REGISTRA, [id, casoId, input.autorita, input.tipo, data]);
    },
  });
}

const TROVA = `
  /* provvedimento.trova */
  SELECT data::text AS data, revocato_il IS NOT NULL AS revocato FROM provvedimento WHERE caso_id = $1 AND id = $2`;

const REVOCA = `
  /* provvedimento.revoca */
  UPDATE provvedimento SET revocato_il = $3 WHERE caso_id = $1 AND id = $2`;

/** Writes down that a court took a measure back; for good, as a new order is a measure of its own. */
export function revocaProvvedimento(tx: Tx, input: RevocaProvvedimentoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.REVOCA_PROVVEDIMENTO, input, {
    poi: async ({ id: casoId }) => {
      const { provvedimento: id } = input;
      annota(tx, id);
      const [trovato] = await tx.query<{ data: string; revocato: boolean }>(TROVA, [casoId, id]);
      if (!trovato) {
        throw rifiuto('provvedimento', 'Il provvedimento non è di questo caso: correggilo.');
      }
      if (trovato.revocato) {
        throw rifiuto('provvedimento', 'Il provvedimento è già revocato: non c’è nulla da revocare.');
      }
      const oggi = oggiARoma();
      const revocatoIl = input.revocatoIl ?? oggi;
      const ammesso = revocatoIl >= trovato.data && revocatoIl <= oggi;
      const frase = 'La data di revoca deve stare tra quella del provvedimento e oggi: correggila.';
      requireGiorno(ammesso, 'revocatoIl', frase);
      await tx.query(REVOCA, [casoId, id, revocatoIl]);
    },
  });
}

const annota = (tx: Tx, id: string): void =>
  registra(tx, { scopo: scopoDi(tx.identity) }, 'Provvedimento', { id, ambito: ambitoOf(tx.identity) });
