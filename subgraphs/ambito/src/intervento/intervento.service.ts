import { registra } from '@trama/audit/registra';
import type { Tx } from '@trama/database/database';
import { oggiARoma } from '@trama/kernel/calendario';
import { ambitoOf } from '@trama/kernel/identity';
import { randomUUID } from 'node:crypto';
import type { Caso } from '../cartella/caso.entity.js';
import { scopoDi, transizione } from '../cartella/caso.service.js';
import { AzioneCaso } from '../cartella/caso.stati.js';
import { requireGiorno, rifiuto } from '../cartella/rifiuto.service.js';
import type { AvviaInterventoInput, ConcludiInterventoInput } from './intervento.input.js';

const PERSONA = `
  /* intervento.persona */
  SELECT FROM caso_persona WHERE caso_id = $1 AND persona_id = $2`;

const AVVIA = `
  /* intervento.avvia */
  INSERT INTO intervento (id, caso_id, persona_id, tipo, dal) VALUES ($1, $2, $3, $4, $5)`;

/** Begins something that is done for a case, for one of its people or for the family. */
export function avviaIntervento(tx: Tx, input: AvviaInterventoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.AVVIA_INTERVENTO, input, {
    poi: async ({ id: casoId }) => {
      const [id, oggi] = [randomUUID(), oggiARoma()];
      const { tipo } = input;
      const [persona, dal] = [input.persona ?? null, input.dal ?? oggi];
      requireGiorno(dal <= oggi, 'dal', 'Il primo giorno è nel futuro: correggilo.');
      if (persona !== null && (await tx.query(PERSONA, [casoId, persona])).length === 0) {
        throw rifiuto('persona', 'La persona non è in questo caso: correggila, o lasciala vuota.');
      }
      annota(tx, id);
      await tx.query(AVVIA, [id, casoId, persona, tipo, dal]);
    },
  });
}

const TROVA = `
  /* intervento.trova */
  SELECT dal::text AS dal, al IS NOT NULL AS concluso FROM intervento WHERE caso_id = $1 AND id = $2`;

const CONCLUDI = `
  /* intervento.concludi */
  UPDATE intervento SET al = $3, ore = $4, incontri = $5, obiettivo_raggiunto = $6 WHERE caso_id = $1 AND id = $2`;

/** Ends something that was done for a case, and says how it went; for good. */
export function concludiIntervento(tx: Tx, input: ConcludiInterventoInput): Promise<Caso> {
  return transizione(tx, AzioneCaso.CONCLUDI_INTERVENTO, input, {
    poi: async ({ id: casoId }) => {
      const { intervento: id, ore = null, incontri = null, obiettivoRaggiunto = null } = input;
      annota(tx, id);
      const [trovato] = await tx.query<{ dal: string; concluso: boolean }>(TROVA, [casoId, id]);
      if (!trovato) {
        throw rifiuto('intervento', 'L’intervento non è di questo caso: correggilo.');
      }
      if (trovato.concluso) {
        throw rifiuto('intervento', 'L’intervento è già concluso: non c’è nulla da concludere.');
      }
      const oggi = oggiARoma();
      const al = input.al ?? oggi;
      const ammesso = al >= trovato.dal && al <= oggi;
      requireGiorno(ammesso, 'al', 'L’ultimo giorno deve stare tra il primo e oggi: correggilo.');
      await tx.query(CONCLUDI, [casoId, id, al, ore, incontri, obiettivoRaggiunto]);
    },
  });
}

const annota = (tx: Tx, id: string): void =>
  registra(tx, { scopo: scopoDi(tx.identity) }, 'Intervento', { id, ambito: ambitoOf(tx.identity) });
