import { registra } from '@trama/audit/registra';
import type { ClienteCollegamento } from '@trama/collegamento/cliente/cliente';
import { LOTTO, MOLTI, type Risposta } from '@trama/collegamento/cliente/protocollo';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import { ambitoOf } from '@trama/kernel/identity';
import { leggiCampo } from '../cartella/persona.service.js';
import type { Persona } from '../cartella/persona.type.js';

/** In whose name the people who are already enrolled are looked for. */
export const LAVORO = 'lavoro/collegamento';

interface Iscritto {
  readonly caso_id: string;
  readonly persona_id: string;
  readonly pseudonimo: string;
  readonly servizio: string;
}

const DA_SCOLLEGARE = `
  /* collegamento.daScollegare */
  SELECT caso_id, persona_id, pseudonimo, servizio FROM collegamento k
  WHERE NOT EXISTS (SELECT FROM trama.collegabili() c
    WHERE c.caso_id = k.caso_id AND c.persona_id = k.persona_id AND c.servizio = k.servizio)
  ORDER BY caso_id, persona_id LIMIT $1`;

const SCOLLEGA = `
  /* collegamento.scollega */
  DELETE FROM collegamento WHERE (caso_id, persona_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`;

const RESTANO = `
  /* collegamento.restano */
  SELECT DISTINCT pseudonimo, servizio FROM collegamento WHERE pseudonimo = ANY ($1)`;

/**
 * Takes from the linkage service whom this ambito no longer follows: closed cases, erased people, another service.
 *
 * @returns how many; as many as `LOTTO` when there may be more
 */
export async function scollega(tx: Tx, cliente: ClienteCollegamento): Promise<number> {
  const tolti = await tx.query<Iscritto>(DA_SCOLLEGARE, [LOTTO]);
  if (tolti.length === 0) {
    return 0;
  }
  await tx.query(SCOLLEGA, [tolti.map(({ caso_id }) => caso_id), tolti.map(({ persona_id }) => persona_id)]);
  // Somebody in two cases of one service is enrolled once, and stays while one of the cases is open.
  const restano = await tx.query<Iscritto>(RESTANO, [tolti.map(({ pseudonimo }) => pseudonimo)]);
  const ancora = new Set(restano.map(chiaveDi));
  const rimozioni = tolti
    .filter((tolto) => isCollegato(tolto.pseudonimo) && !ancora.has(chiaveDi(tolto)))
    .map(({ caso_id: caso, pseudonimo, servizio }) => {
      return { attore: LAVORO, ambito: ambitoOf(tx.identity), caso, pseudonimo, servizio };
    });
  if (rimozioni.length > 0) {
    await cliente.chiedi('/v1/rimozioni', { rimozioni });
  }
  return tolti.length;
}

const chiaveDi = ({ pseudonimo, servizio }: Pick<Iscritto, 'pseudonimo' | 'servizio'>) => `${pseudonimo} ${servizio}`;
const isCollegato = (pseudonimo: string) => !pseudonimo.startsWith('senza-cf:');

interface DaCollegare {
  readonly caso_id: string;
  readonly persona_id: string;
  readonly codice_fiscale: Buffer;
  readonly nucleo_id: string | null;
  readonly servizio: string;
  readonly recapito: string;
  readonly attore: string;
  readonly dal: string;
}

const DA_COLLEGARE = `
  /* collegamento.daCollegare */
  SELECT c.caso_id, c.persona_id, c.codice_fiscale, c.nucleo_id, c.servizio, c.recapito, c.attore, c.dal::text AS dal
  FROM trama.collegabili() c
  LEFT JOIN collegamento k ON k.caso_id = c.caso_id AND k.persona_id = c.persona_id
  WHERE (k.caso_id IS NULL OR k.recapito <> c.recapito) AND c.attore <> ALL ($2)
  ORDER BY c.caso_id, c.persona_id LIMIT $1`;

const COLLEGA = `
  /* collegamento.collega */
  INSERT INTO collegamento (caso_id, persona_id, pseudonimo, servizio, recapito)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])
  ON CONFLICT (ambito_id, caso_id, persona_id) DO UPDATE SET pseudonimo = EXCLUDED.pseudonimo, recapito = EXCLUDED.recapito`;

export interface EsitoIscrizione {
  readonly guardati: number;
  /** Who may enrol nobody else today. */
  readonly fermi: readonly string[];
}

/**
 * Makes people of open cases findable by the services of other ambiti. Each codice fiscale that is opened for it is in
 * the access log.
 *
 * @param fermi operators who are over the day's limit: their people wait
 */
export async function collega(
  tx: Tx,
  cifrario: Cifrario,
  cliente: ClienteCollegamento,
  fermi: readonly string[],
): Promise<EsitoIscrizione> {
  const ambito = ambitoOf(tx.identity);
  const nuovi = await tx.query<DaCollegare>(DA_COLLEGARE, [LOTTO, fermi]);
  if (nuovi.length === 0) {
    return { guardati: 0, fermi: [] };
  }
  const letti = nuovi.map(({ persona_id: id }) => ({ id, ambito }));
  registra(tx, { scopo: 'TUTELA_MINORI', operazione: 'LETTURA' }, 'Persona', letti);
  const iscrizioni = await Promise.all(nuovi.map((nuovo) => iscrizioneDi(cifrario, ambito, nuovo)));
  const { pseudonimi } = await cliente.chiedi('/v1/iscrizioni', { iscrizioni });
  const fatti = nuovi.flatMap((nuovo, n) => (pseudonimi[n] ? [{ ...nuovo, pseudonimo: pseudonimi[n] }] : []));
  const colonna = <K extends keyof (typeof fatti)[number]>(nome: K) => fatti.map((fatto) => fatto[nome]);
  await tx.query(COLLEGA, [
    colonna('caso_id'),
    colonna('persona_id'),
    colonna('pseudonimo'),
    colonna('servizio'),
    colonna('recapito'),
  ]);
  const oltre = nuovi.filter((_, n) => !pseudonimi[n]).map(({ attore }) => attore);
  return { guardati: nuovi.length, fermi: [...new Set(oltre)] };
}

async function iscrizioneDi(cifrario: Cifrario, ambito: number, nuovo: DaCollegare) {
  const { caso_id: caso, persona_id: id, codice_fiscale: codiceFiscale, nucleo_id: nucleo, ...porta } = nuovo;
  const persona = { ambitoId: ambito, id, codiceFiscale } as Persona;
  return { ...porta, ambito, caso, nucleo, codiceFiscale: await leggiCampo(cifrario, persona, 'codiceFiscale') };
}

type Servizio = Risposta<'/v1/legami'>['legami'][number]['servizi'][number];
type LegameAppiattito = Servizio & { readonly pseudonimo: string };

const PSEUDONIMI = `
  /* collegamento.pseudonimi */
  SELECT DISTINCT pseudonimo FROM collegamento WHERE pseudonimo LIKE 'k%'`;

const AGGIORNA = `
  /* collegamento.aggiorna */
  WITH trovato AS (
    SELECT DISTINCT ON (k.caso_id, t.ambito, t.servizio) k.caso_id, t.ambito, t.servizio, t.recapito
    FROM unnest($1::text[], $2::smallint[], $3::text[], $4::text[]) AS t (pseudonimo, ambito, servizio, recapito)
    JOIN collegamento k ON k.pseudonimo = t.pseudonimo
    ORDER BY k.caso_id, t.ambito, t.servizio, t.recapito),
  tolto AS (
    DELETE FROM seguito_altrove s WHERE NOT EXISTS (SELECT FROM trovato t
      WHERE t.caso_id = s.caso_id AND t.ambito = s.altro_ambito AND t.servizio = s.servizio))
  INSERT INTO seguito_altrove (caso_id, altro_ambito, servizio, recapito)
  SELECT caso_id, ambito, servizio, recapito FROM trovato
  ON CONFLICT (ambito_id, caso_id, altro_ambito, servizio) DO UPDATE SET recapito = EXCLUDED.recapito
    WHERE seguito_altrove.recapito <> EXCLUDED.recapito`;

const LETTA = `
  /* collegamento.letta */
  INSERT INTO collegamento_lettura (generazione) VALUES ($1)
  ON CONFLICT (ambito_id) DO UPDATE SET generazione = EXCLUDED.generazione, letta_il = now()`;

const GIA_LETTA = `
  /* collegamento.giaLetta */
  UPDATE collegamento_lettura SET letta_il = now() WHERE generazione = $1 RETURNING ambito_id`;

/** Brings the alerts of this ambito to what the linkage service knows; one small statement when nothing changed there. */
export async function aggiornaSeguiti(tx: Tx, cliente: ClienteCollegamento): Promise<void> {
  // Before the links: what changes meanwhile is looked at again.
  const { generazione } = await cliente.chiedi('/v1/generazione', {});
  if ((await tx.query(GIA_LETTA, [generazione])).length > 0) {
    return;
  }
  const propri = (await tx.query<{ pseudonimo: string }>(PSEUDONIMI)).map(({ pseudonimo }) => pseudonimo);
  const righe: LegameAppiattito[] = [];
  for (let da = 0; da < propri.length; da += MOLTI) {
    const domanda = { attore: LAVORO, ambito: ambitoOf(tx.identity), pseudonimi: propri.slice(da, da + MOLTI) };
    const { legami } = await cliente.chiedi('/v1/legami', domanda);
    righe.push(
      ...legami.flatMap(({ pseudonimo, servizi }) => servizi.map((servizio) => ({ ...servizio, pseudonimo }))),
    );
  }
  const colonna = <K extends keyof (typeof righe)[number]>(nome: K) => righe.map((riga) => riga[nome]);
  await tx.query(AGGIORNA, [colonna('pseudonimo'), colonna('ambito'), colonna('servizio'), colonna('recapito')]);
  await tx.query(LETTA, [generazione]);
}
