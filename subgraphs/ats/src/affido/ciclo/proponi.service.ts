import { registra } from '@trama/audit/registra';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { nuovoCodice } from '@trama/kernel/codice';
import { DomainError } from '@trama/kernel/errors';
import { rifiuto } from '@trama/kernel/rifiuto';
import { StatoRichiestaAffido } from '@trama/schema/affido';
import { randomUUID } from 'node:crypto';
import { VERSIONE_CORRENTE } from '../abbinamento/pesi.js';
import { percheNo, type Violazione } from '../abbinamento/vincoli.js';
import { bacinoDi, type CandidatoCalcolato } from '../candidati/candidati.service.js';
import type { FamigliaAffidataria } from '../famiglia/famiglia.entity.js';
import { famigliaByCodice, famigliePerCalcolo } from '../famiglia/famiglia.loader.js';
import { nonTrovata } from '../famiglia/famiglia.service.js';
import type { Scheda } from '../scheda/scheda.entity.js';
import { schedaByCodice } from '../scheda/scheda.loader.js';
import type { Abbinamento } from './abbinamento.entity.js';
import type { ProponiAbbinamentoInput } from './abbinamento.input.js';
import { trovaAbbinamento } from './abbinamento.service.js';
import { giaProposta, regole, unoAllaVolta } from './regole.service.js';

const PROPONI = `
  /* abbinamento.proponi */
  INSERT INTO abbinamento (id, codice, richiesta_codice, richiesta_ambito, famiglia_id, servizio_codice, tipo, minori, motivazione,
    centesimi, posizione, pesi_versione)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/**
 * Proposes one of the candidates. Whoever does not choose the first says why.
 *
 * @throws DomainError NON_TROVATO for what the caller may not see; TRANSIZIONE_NON_AMMESSA for a request that waits no
 * more or has three proposals; INPUT_NON_VALIDO for a family that a constraint keeps out (`extensions.vincoli`), that has
 * no place left, or that is not the first and comes without a reason
 */
export function proponi(tx: Tx, input: ProponiAbbinamentoInput): Promise<Abbinamento> {
  const reread = (id: string) => trovaAbbinamento(tx, { id });
  return once(tx, { operazione: 'abbinamento.proponi', input, reread }, async () => {
    const [scheda] = await schedaByCodice(tx, [input.richiesta]);
    const [famiglia] = await famigliaByCodice(tx, [input.famiglia]);
    if (!scheda) {
      throw new DomainError(
        'NON_TROVATO',
        'La richiesta non c’è, o non è tra quelle che puoi vedere: controlla il codice.',
      );
    }
    if (!famiglia) {
      throw nonTrovata();
    }
    requireCheAspetti(scheda);
    await unoAllaVolta(tx, scheda.codice);
    const id = randomUUID();
    registra(tx, { scopo: 'AFFIDO' }, 'Abbinamento', { id, ambito: scheda.ambito });
    const scelta = await sceltaTra(tx, scheda, famiglia);
    if (scelta.posizione > 1 && !input.motivazione?.trim()) {
      throw rifiuto('motivazione', 'Non è la prima candidata: scrivi perché proponi questa famiglia.');
    }
    await tx
      .query(PROPONI, [
        ...[id, nuovoCodice(scheda.ambito, 'A'), scheda.codice, scheda.ambito, famiglia.id, famiglia.servizioCodice],
        ...[scheda.tipo, 1 + scheda.fratelli, input.motivazione?.trim() ?? null],
        ...[Math.round(scelta.candidato.punteggio * 100), scelta.posizione, VERSIONE_CORRENTE],
      ])
      .catch(regole);
    return (await trovaAbbinamento(tx, { id }))!;
  });
}

function requireCheAspetti({ stato }: Scheda): void {
  if (stato !== StatoRichiestaAffido.IN_ATTESA && stato !== StatoRichiestaAffido.IN_ABBINAMENTO) {
    throw new DomainError('TRANSIZIONE_NON_AMMESSA', `La richiesta è nello stato ${stato}: non cerca una famiglia.`, {
      extensions: { stato, campi: ['richiesta'] },
    });
  }
}

interface Scelta {
  readonly candidato: CandidatoCalcolato;
  readonly posizione: number;
}

async function sceltaTra(tx: Tx, scheda: Scheda, famiglia: FamigliaAffidataria): Promise<Scelta> {
  const bacino = await bacinoDi(tx, [scheda]);
  const candidati = bacino.candidati(scheda, Infinity);
  const posto = candidati.findIndex(({ codice }) => codice === famiglia.codice);
  const candidato = candidati[posto];
  if (candidato) {
    return { candidato, posizione: posto + 1 };
  }
  const [calcolo] = await famigliePerCalcolo(tx, [famiglia.codice]);
  throw esclusa(percheNo(bacino.richiesta(scheda), calcolo!, bacino.contesto));
}

function esclusa(violazioni: readonly Violazione[]): DomainError {
  if (violazioni.some(({ codice }) => codice === 'GIA_PROPOSTA')) {
    return giaProposta();
  }
  const vincoli = violazioni.map(({ codice, chiede, offre, articolo }) => ({
    vincolo: codice,
    chiede,
    offre,
    articolo,
  }));
  const frase = `La famiglia non è candidata: ${violazioni.map((v) => v.frase).join(' ')}`;
  return new DomainError('INPUT_NON_VALIDO', frase, { extensions: { campi: ['famiglia'], vincoli } });
}
