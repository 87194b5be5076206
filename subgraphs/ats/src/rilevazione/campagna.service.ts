import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { current, updateVersioned } from '@trama/database/versione';
import { oggiARoma } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import type { DefinizioneAnnuale } from '@trama/regole/rilevazione';
import { randomUUID } from 'node:crypto';
import { Campagna } from './campagna.entity.js';
import { definizioni, improntaDi } from './definizioni.service.js';
import type { ApriCampagnaInput, TransizioneCampagnaInput } from './rilevazione.input.js';
import type { Compilazione } from './compilazione.entity.js';
import {
  AzioneCampagna,
  type CampagnaVista,
  type CompilazioneVista,
  StatoCampagna,
  transizioniCampagna,
} from './rilevazione.stati.js';

const APRI = `
  /* rilevazione.apriCampagna */
  INSERT INTO campagna (id, rilevazione, anno, definizione, impronta, scadenza) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (rilevazione, anno) DO NOTHING RETURNING true AS nuova`;

const VOCI = `
  /* rilevazione.vociDellaCampagna */
  INSERT INTO voce (campagna_id, codice, ordine, sezione, etichetta, descrizione, tipo, unita, conta_persone, obbligatoria,
                    calcolata, si_somma)
  SELECT $1, v.codice, v.ordine, v.sezione, v.etichetta, v.descrizione, v.tipo, v.unita, v.conta_persone, v.obbligatoria,
         v.calcolata, v.si_somma
  FROM jsonb_populate_recordset(NULL::voce, $2) v`;

/** Only whoever owes an answer on the last day of the year is asked for one. */
const COMPILAZIONI = `
  /* rilevazione.compilazioniDellaCampagna */
  INSERT INTO compilazione (ambito_id, id, campagna_id)
  SELECT ambito_id, gen_random_uuid(), $1 FROM (
    SELECT DISTINCT ambito_id FROM obbligo
    WHERE rilevazione = $2 AND make_date($3, 12, 31) BETWEEN dal AND coalesce(al, 'infinity')) dovute`;

/** Who owes a collection does not change while it is being asked, and the other way round: whoever comes second sees the first. */
export const UNO_ALLA_VOLTA = `
  /* rilevazione.unoAllaVolta */
  SELECT pg_advisory_xact_lock(hashtextextended('obblighi ' || $1, 0))`;

/** Opens a campaign, with an empty answer for each contributor that owes one. */
export function apriCampagna(tx: Tx, input: ApriCampagnaInput): Promise<Campagna> {
  return once(tx, { operazione: 'campagna.apri', input, reread: (id) => findCampagna(tx, id) }, async () => {
    const { rilevazione, anno, scadenza } = input;
    const definizione = requireDefinizione(rilevazione, anno);
    if (scadenza < oggiARoma()) {
      throw rifiuto('scadenza', 'La scadenza è già passata: indica un giorno da oggi in poi.');
    }
    const id = randomUUID();
    await tx.query(UNO_ALLA_VOLTA, [rilevazione]);
    const valori = [id, rilevazione, anno, definizione.versione, improntaDi(definizione), scadenza];
    if ((await tx.query(APRI, valori)).length === 0) {
      throw rifiuto('anno', 'Per questo anno la campagna c’è già: usa quella.');
    }
    await tx.query(VOCI, [id, JSON.stringify(righeVoci(definizione))]);
    await tx.query(COMPILAZIONI, [id, rilevazione, anno]);
    return current(await findCampagna(tx, id), 1);
  });
}

function requireDefinizione(rilevazione: string, anno: number): DefinizioneAnnuale {
  if (!definizioni.rilevazioni.has(rilevazione)) {
    const codici = [...definizioni.rilevazioni.keys()].join(', ');
    throw rifiuto('rilevazione', `Questa rilevazione non esiste. Ci sono: ${codici}.`);
  }
  const definizione = definizioni.per(rilevazione, anno);
  if (!definizione) {
    throw rifiuto('anno', 'In questo anno la rilevazione non si fa: scegli un anno della sua definizione.');
  }
  return definizione;
}

/** Rows of `voce`, without the campaign. */
export function righeVoci({
  file,
  modulo,
}: Pick<DefinizioneAnnuale, 'file' | 'modulo'>): Array<Record<string, unknown>> {
  const titoli = new Map(file.sezioni.map(({ codice, titolo }) => [codice, titolo]));
  return [...modulo.voci.values()].map((voce) => ({
    codice: voce.codice,
    ordine: voce.ordine,
    sezione: titoli.get(voce.sezione),
    etichetta: voce.etichetta,
    descrizione: voce.descrizione,
    tipo: voce.tipo,
    unita: voce.unita ?? null,
    conta_persone: voce.contaPersone,
    obbligatoria: voce.obbligatoria,
    calcolata: voce.formula !== null,
    si_somma: voce.siSomma ?? true,
  }));
}

export const chiudiCampagna = (tx: Tx, input: TransizioneCampagnaInput): Promise<Campagna> =>
  transizione(tx, AzioneCampagna.CHIUDI, input);

export const pubblicaCampagna = (tx: Tx, input: TransizioneCampagnaInput): Promise<Campagna> =>
  transizione(tx, AzioneCampagna.PUBBLICA, input);

/** Lets contributors fill in again, until the old day or a new one. */
export function riapriCampagna(tx: Tx, input: TransizioneCampagnaInput): Promise<Campagna> {
  if (input.scadenza && input.scadenza < oggiARoma()) {
    throw rifiuto('scadenza', 'La scadenza è già passata: indica un giorno da oggi in poi.');
  }
  return transizione(tx, AzioneCampagna.RIAPRI, input, input.scadenza ? { scadenza: input.scadenza } : {});
}

async function transizione(
  tx: Tx,
  azione: AzioneCampagna,
  input: TransizioneCampagnaInput,
  altro: Partial<Pick<Campagna, 'scadenza'>> = {},
): Promise<Campagna> {
  const { campagna: id, versione } = input;
  const operazione = `campagna.${azione.toLowerCase()}`;
  return once(tx, { operazione, input, reread: (una) => findCampagna(tx, una) }, async () => {
    await tx.query(SOLO_SULLA_CAMPAGNA, [id]);
    const campagna = current(await findCampagna(tx, id), versione);
    const stato = transizioniCampagna.next(campagna.stato, azione, tx.identity, await vistaDi(tx, id));
    return updateVersioned(tx, Campagna, { where: { id }, versione, comment: operazione }, { stato, ...altro });
  });
}

/** Answers move together, and a campaign alone: none is sent while it is being closed or published. */
export const INSIEME_ALLA_CAMPAGNA = `
  /* rilevazione.insiemeAllaCampagna */
  SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))`;
const SOLO_SULLA_CAMPAGNA = `
  /* rilevazione.soloSullaCampagna */
  SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`;

const DA_RIVEDERE = `
  /* rilevazione.daRivedere */
  SELECT count(*)::int AS "daRivedere" FROM compilazione WHERE campagna_id = $1 AND stato IN ('INVIATA', 'IN_REVISIONE')`;

export async function vistaDi(tx: Tx, id: string): Promise<CampagnaVista> {
  const [vista] = await tx.query<CampagnaVista>(DA_RIVEDERE, [id]);
  return vista!;
}

export const findCampagna = (tx: Tx, id: string): Promise<Campagna | null> =>
  tx.repo(Campagna).findOne({ where: { id }, comment: 'rilevazione.findCampagna' });

/** What the table of states looks at. */
export const vistaDiCompilazione = (
  { edizione, inviataIl }: Pick<Compilazione, 'edizione' | 'inviataIl'>,
  { stato }: Pick<Campagna, 'stato'>,
  dovuta: boolean,
): CompilazioneVista => ({
  edizione,
  giaInviata: inviataIl !== null,
  campagnaChiusa: stato === StatoCampagna.CHIUSA,
  dovuta,
});

export const rifiuto = (campo: string, frase: string, altro: Record<string, unknown> = {}): DomainError =>
  new DomainError('INPUT_NON_VALIDO', frase, { extensions: { campi: [campo], ...altro } });
