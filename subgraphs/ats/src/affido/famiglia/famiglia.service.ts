import { registra } from '@trama/audit/registra';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { isViolation } from '@trama/database/sql-state';
import { current, updateVersioned } from '@trama/database/versione';
import { oggiARoma } from '@trama/kernel/calendario';
import { nuovoCodice } from '@trama/kernel/codice';
import { DomainError } from '@trama/kernel/errors';
import { rifiuto } from '@trama/kernel/rifiuto';
import type { Page, PageArgs } from '@trama/schema/page';
import { randomUUID } from 'node:crypto';
import { ArrayContains, type FindOptionsWhere, type QueryDeepPartialEntity } from 'typeorm';
import { FamigliaAffidataria, FamigliaIdentita, ServizioAffidi } from './famiglia.entity.js';
import type {
  AggiornaFamigliaInput,
  AmmettiServizioInput,
  DisponibilitaInput,
  FiltroFamiglieAffidatarie,
  FermaFamigliaInput,
  IdentitaFamigliaInput,
  RegistraFamigliaInput,
  SullaFamigliaInput,
} from './famiglia.input.js';
import { servizioMio } from './famiglia.loader.js';
import { AzioneFamiglia, StatoFamigliaAffidataria, transizioniFamiglia } from './famiglia.stati.js';
import { cifraIdentita, scriviIdentita } from './identita.service.js';

/** All families for the table of fostering; for a service those that it registered. */
export async function listFamiglie(
  tx: Tx,
  { stato, comune, ambito, tipo }: FiltroFamiglieAffidatarie,
  page: PageArgs,
): Promise<Page<FamigliaAffidataria>> {
  const tutte = tx.identity.permessi.has('affido:coordina');
  const [mio] = tutte ? [] : await servizioMio(tx, ['mio']);
  const where: FindOptionsWhere<FamigliaAffidataria> = {
    ...(tutte ? {} : { servizioCodice: mio ?? '' }),
    ...(stato && { stato }),
    ...(comune && { comuneIstat: comune }),
    ...(ambito && { ambitoId: ambito }),
    ...(tipo && { tipi: ArrayContains([tipo]) }),
  };
  return pageOf(tx, FamigliaAffidataria, { where, keys: ['codice'], comment: 'famiglia.list' }, page);
}

const REGISTRA = `
  /* famiglia.registra */
  INSERT INTO famiglia_affidataria (id, codice, servizio_codice, ambito_casa, comune_istat, stato, componenti, figli,
    affidi_precedenti, tipi, eta_min, eta_max, posti, fratelli, bisogni_speciali, distanza_max_km, lingue, culture,
    disponibile_dal, disponibile_al)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`;

const COMUNE = '/* famiglia.comune */ SELECT ambito_id AS ambito FROM comune WHERE codice_istat = $1';

/**
 * A new family of the caller's own service.
 *
 * @throws DomainError INPUT_NON_VALIDO for a comune that does not exist, ages or days upside down; NON_AUTORIZZATO for
 * who works for no fostering service of the bank
 */
export function registraFamiglia(
  tx: Tx,
  cifrario: Cifrario,
  input: RegistraFamigliaInput,
): Promise<FamigliaAffidataria> {
  return once(tx, { operazione: 'famiglia.registra', input, reread: (id) => trova(tx, { id }) }, async () => {
    const servizio = await servizioDelChiamante(tx);
    const ambito = await ambitoDelComune(tx, input.comune);
    const id = randomUUID();
    const d = offerta(input.disponibilita);
    registra(tx, { scopo: 'AFFIDO' }, 'FamigliaAffidataria', { id, ambito });
    const { IN_VALUTAZIONE, DISPONIBILE } = StatoFamigliaAffidataria;
    await tx.query(REGISTRA, [
      ...[id, nuovoCodice(ambito, 'F'), servizio.codice, ambito, input.comune],
      ...[input.inValutazione ? IN_VALUTAZIONE : DISPONIBILE, input.componenti, input.figli ?? null],
      ...[input.affidiPrecedenti, d.tipi, d.etaMin, d.etaMax, d.posti, d.fratelli, d.bisogniSpeciali],
      ...[d.distanzaMaxKm, d.lingue, d.culture, d.disponibileDal, d.disponibileAl],
    ]);
    await scriviIdentita(tx, cifrario, { id, servizio }, input);
    return current(await trova(tx, { id }), 1);
  });
}

/** Changes what a family is and offers. What it offers is then as good as reconfirmed. */
export async function aggiornaFamiglia(tx: Tx, input: AggiornaFamigliaInput): Promise<FamigliaAffidataria> {
  const { comune, componenti, disponibilita } = input;
  return passo(tx, AzioneFamiglia.AGGIORNA, input, async () => ({
    ...(comune && { comuneIstat: comune, ambitoId: await ambitoDelComune(tx, comune) }),
    ...(componenti && { componenti }),
    ...(disponibilita && { ...offerta(disponibilita), riconfermataIl: oggiARoma() }),
  }));
}

export const riconferma = (tx: Tx, input: SullaFamigliaInput): Promise<FamigliaAffidataria> =>
  passo(tx, AzioneFamiglia.RICONFERMA, input, async () => ({ riconfermataIl: oggiARoma() }));

export const abilita = (tx: Tx, input: SullaFamigliaInput): Promise<FamigliaAffidataria> =>
  passo(tx, AzioneFamiglia.ABILITA, input, async () => ({ riconfermataIl: oggiARoma() }));

export const sospendi = (tx: Tx, input: FermaFamigliaInput): Promise<FamigliaAffidataria> =>
  passo(tx, AzioneFamiglia.SOSPENDI, input, async () => ({ motivoStato: input.motivo.trim() }));

export const riattiva = (tx: Tx, input: SullaFamigliaInput): Promise<FamigliaAffidataria> =>
  passo(tx, AzioneFamiglia.RIATTIVA, input, async () => ({ motivoStato: null, riconfermataIl: oggiARoma() }));

export const cessa = (tx: Tx, input: FermaFamigliaInput): Promise<FamigliaAffidataria> =>
  passo(tx, AzioneFamiglia.CESSA, input, async () => ({ motivoStato: input.motivo.trim() }));

function passo(
  tx: Tx,
  azione: AzioneFamiglia,
  input: SullaFamigliaInput,
  cambia: () => Promise<QueryDeepPartialEntity<FamigliaAffidataria>>,
): Promise<FamigliaAffidataria> {
  const operazione = `famiglia.${azione.toLowerCase()}`;
  return once(tx, { operazione, input, reread: (id) => trova(tx, { id }) }, async () => {
    const servizio = await servizioDelChiamante(tx);
    const where = { codice: input.famiglia, servizioCodice: servizio.codice };
    const { id, ambitoId, stato } = current(await trova(tx, where), input.versione);
    registra(tx, { scopo: 'AFFIDO' }, 'FamigliaAffidataria', { id, ambito: ambitoId });
    const nuovo = transizioniFamiglia.next(stato, azione, tx.identity);
    const seen = { where: { id }, versione: input.versione, comment: operazione };
    return updateVersioned(tx, FamigliaAffidataria, seen, { ...(await cambia()), stato: nuovo }).catch(promessi);
  });
}

/** Writes who the family is, over what was written before. */
export async function cambiaIdentita(
  tx: Tx,
  cifrario: Cifrario,
  input: IdentitaFamigliaInput,
): Promise<FamigliaAffidataria> {
  const operazione = 'famiglia.identita';
  return once(tx, { operazione, input, reread: (id) => trova(tx, { id }) }, async () => {
    const servizio = await servizioDelChiamante(tx);
    const famiglia = await trova(tx, { codice: input.famiglia, servizioCodice: servizio.codice });
    if (famiglia === null) {
      throw nonTrovata();
    }
    const { id, ambitoId } = famiglia;
    registra(tx, { scopo: 'AFFIDO' }, 'FamigliaAffidataria', { id, ambito: ambitoId });
    const seen = { where: { famigliaId: id }, versione: input.versione, comment: operazione };
    await updateVersioned(tx, FamigliaIdentita, seen, await cifraIdentita(cifrario, id, servizio.numero, input));
    return famiglia;
  });
}

const AMMETTI = `
  /* famiglia.ammettiServizio */
  INSERT INTO servizio_affidi (codice, ente, denominazione) VALUES ($1, $2, $3)`;

/** Lets a body of the Terzo Settore register families from now on. */
export async function ammettiServizio(tx: Tx, input: AmmettiServizioInput): Promise<ServizioAffidi> {
  const codice = `ETS-${input.ente.toUpperCase()}`;
  const trovato = () => tx.repo(ServizioAffidi).findOne({ where: { codice }, comment: 'famiglia.servizio' });
  return once(tx, { operazione: 'servizio-affidi.ammetti', input, reread: trovato }, async () => {
    await tx.query(AMMETTI, [codice, input.ente, input.denominazione.trim()]).catch((error: unknown) => {
      throw isViolation(error, 'UNIQUE') ? rifiuto('ente', 'Questo ente è già tra i servizi della banca.') : error;
    });
    return (await trovato())!;
  });
}

/** @throws DomainError NON_AUTORIZZATO for who works for no service of the bank */
export async function servizioDelChiamante(tx: Tx): Promise<ServizioAffidi> {
  const [codice] = await servizioMio(tx, ['mio']);
  const servizio =
    codice && (await tx.repo(ServizioAffidi).findOne({ where: { codice }, comment: 'famiglia.servizioMio' }));
  if (!servizio) {
    throw new DomainError(
      'NON_AUTORIZZATO',
      'Il tuo ente non è tra i servizi affidi della banca: chiedi al Tavolo Affido di ammetterlo.',
    );
  }
  return servizio;
}

/** @throws DomainError INPUT_NON_VALIDO */
function offerta(d: DisponibilitaInput) {
  if (d.etaMin > d.etaMax) {
    throw rifiuto('disponibilita', 'Le età sono al contrario: etaMin non può superare etaMax.');
  }
  const [disponibileDal, disponibileAl] = [d.dal ?? oggiARoma(), d.al ?? null];
  if (disponibileAl !== null && disponibileAl < disponibileDal) {
    throw rifiuto('disponibilita', 'Il periodo è al contrario: al non può venire prima di dal.');
  }
  return {
    tipi: [...new Set(d.tipi)],
    etaMin: d.etaMin,
    etaMax: d.etaMax,
    posti: d.posti,
    fratelli: d.fratelli,
    bisogniSpeciali: d.bisogniSpeciali,
    distanzaMaxKm: d.distanzaMaxKm ?? null,
    lingue: [...new Set(d.lingue ?? [])].sort(),
    culture: [...new Set(d.culture ?? [])].sort(),
    disponibileDal,
    disponibileAl,
  };
}

async function ambitoDelComune(tx: Tx, istat: string): Promise<number> {
  const [riga] = await tx.query<{ ambito: number }>(COMUNE, [istat]);
  if (!riga) {
    throw rifiuto('comune', 'Il comune non è tra quelli dei dodici ambiti: correggi il codice ISTAT.');
  }
  return riga.ambito;
}

const trova = (tx: Tx, where: FindOptionsWhere<FamigliaAffidataria>): Promise<FamigliaAffidataria | null> =>
  tx.repo(FamigliaAffidataria).findOne({ where, comment: 'famiglia.trova' });

export const nonTrovata = (): DomainError =>
  new DomainError('NON_TROVATO', 'La famiglia non c’è, o non è tra quelle che puoi vedere: controlla il codice.');

function promessi(error: unknown): never {
  const promesso = (error as { constraint?: string }).constraint === 'famiglia_posti_promessi';
  throw promesso
    ? new DomainError(
        'TRANSIZIONE_NON_AMMESSA',
        'La famiglia ha minori accolti o proposte aperte su quei posti: concludi o rifiuta prima gli abbinamenti.',
      )
    : error;
}
