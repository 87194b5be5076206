import type { Tx } from '@trama/database/database';
import { type Idempotent, once } from '@trama/database/once';
import { current, updateVersioned } from '@trama/database/versione';
import { contabile } from '@trama/regole/contabili';
import type { DefinizioneAnnuale } from '@trama/regole/rilevazione';
import { controllaUnoAUno, type Dato } from '@trama/regole/valori';
import { impedimenti } from '@trama/regole/verifica';
import { randomUUID } from 'node:crypto';
import type { Campagna } from './campagna.entity.js';
import { findCampagna, INSIEME_ALLA_CAMPAGNA, rifiuto, vistaDiCompilazione } from './campagna.service.js';
import { Compilazione } from './compilazione.entity.js';
import { datiDi, dovutaByCompilazione, fascicoloByCompilazione, violazioniDi } from './compilazione.loader.js';
import { definizioni } from './definizioni.service.js';
import type {
  AccettaProposteInput,
  PropostaInput,
  SalvaCompilazioneInput,
  TransizioneCompilazioneInput,
  ValoreInput,
} from './rilevazione.input.js';
import {
  AzioneCompilazione,
  Provenienza,
  type StatoCompilazione,
  StatoValore,
  transizioniCompilazione,
} from './rilevazione.stati.js';
import { ripreseByCompilazione } from './riprese/ripresa.loader.js';
import type { PropostaRipresa } from './riprese/ripresa.type.js';

/** An answer and its campaign, as the caller may see them. */
interface Aperta {
  readonly compilazione: Compilazione;
  readonly campagna: Campagna;
}

interface InputDiUnPasso extends Idempotent {
  readonly compilazione: string;
  readonly versione: number;
}

/** Writes values into an answer that is still being written. What is wrong with a single value stops all of them. */
export const salvaCompilazione = (tx: Tx, input: SalvaCompilazioneInput): Promise<Compilazione> =>
  scriviCompilazione(tx, 'salva', input, Provenienza.MANUALE, (definizione) => datiScritti(definizione, input.valori));

/** Writes counts of what Trama keeps, or figures of other answers, which somebody looked at and accepts. */
export const accettaProposte = (tx: Tx, input: AccettaProposteInput): Promise<Compilazione> =>
  scriviCompilazione(tx, 'accetta-proposte', input, Provenienza.PRECOMPILATO, async (definizione) => {
    const { proposte, compilazione } = input;
    requireContabili(definizione, proposte);
    const dati = datiScritti(
      definizione,
      proposte.map(({ voce, valore }) =>
        valore === 0 ? { voce, stato: StatoValore.ZERO } : { voce, stato: StatoValore.VALORE, valore },
      ),
    );
    const riprese = await requireRiprese(tx, compilazione, proposte);
    return dati.map((dato) => {
      const presa = riprese.get(dato.voce);
      return presa ? { ...dato, ripreso_da: presa.daCompilazioneId, ripresa_voce: presa.daVoceCodice } : dato;
    });
  });

function requireContabili({ rilevazione }: DefinizioneAnnuale, proposte: readonly PropostaInput[]): void {
  const voci = proposte.filter(({ voce, da }) => !da && !contabile(rilevazione, voce)).map(({ voce }) => voce);
  if (voci.length > 0) {
    throw rifiuto('proposte', `Nessuno le conta per te, scrivile con salvaCompilazione: ${voci.join(', ')}.`, { voci });
  }
}

/** The figures of other answers that are accepted, by voce: each must still be there as the caller saw it. */
async function requireRiprese(
  tx: Tx,
  compilazione: string,
  proposte: readonly PropostaInput[],
): Promise<ReadonlyMap<string, PropostaRipresa>> {
  const prese = proposte.filter(({ da }) => da);
  const [offerte] = prese.length > 0 ? await ripreseByCompilazione(tx, [compilazione]) : [[]];
  const trovate = prese.map(({ voce, valore, da }) =>
    offerte!.find((una) => una.voce === voce && una.daCompilazioneId === da && una.valore === valore),
  );
  const voci = prese.filter((_, i) => !trovate[i]).map(({ voce }) => voce);
  if (voci.length > 0) {
    const frase = `Nell’altra risposta non c’è più questa cifra: rileggi proposteDaAltre. ${voci.join(', ')}.`;
    throw rifiuto('proposte', frase, { voci });
  }
  return new Map(trovate.map((una) => [una!.voce, una!]));
}

/** A figure to write, and which one of another answer it is. */
export interface DatoDaScrivere extends Dato {
  readonly ripreso_da?: string;
  readonly ripresa_voce?: string;
}

/** Writes what `leggi` makes of the input into an answer that is still being written; nothing when it throws. */
export function scriviCompilazione(
  tx: Tx,
  nome: string,
  input: InputDiUnPasso,
  provenienza: Provenienza,
  leggi: (definizione: DefinizioneAnnuale) => readonly Dato[] | Promise<readonly DatoDaScrivere[]>,
): Promise<Compilazione> {
  const scrivi = async ({ compilazione, campagna }: Aperta, stato: StatoCompilazione): Promise<Compilazione> => {
    const dati = await leggi(definizioni.di(campagna));
    const scritta = await cambia(tx, compilazione, { stato });
    await scriviValori(tx, compilazione, dati, provenienza);
    return scritta;
  };
  return passo(tx, AzioneCompilazione.SALVA, input, scrivi, nome);
}

/** Sends an answer, unless an error, or a warning without a note, keeps it back: then it comes back as it was. */
export function inviaCompilazione(tx: Tx, input: TransizioneCompilazioneInput): Promise<Compilazione> {
  return passo(tx, AzioneCompilazione.INVIA, input, async ({ compilazione }, stato) => {
    const [fascicolo] = await fascicoloByCompilazione(tx, [compilazione.id]);
    if (impedimenti(violazioniDi(fascicolo!), datiDi(fascicolo!.scritti)).length > 0) {
      return compilazione;
    }
    return cambia(tx, compilazione, { stato, motivo: null });
  });
}

/** Takes an answer back that nobody has begun to review. */
export const ritiraCompilazione = (tx: Tx, input: TransizioneCompilazioneInput): Promise<Compilazione> =>
  passo(tx, AzioneCompilazione.RITIRA, input, ({ compilazione }, stato) => cambia(tx, compilazione, { stato }));

/** Takes up a rejected answer again. */
export const riprendiCompilazione = (tx: Tx, input: TransizioneCompilazioneInput): Promise<Compilazione> =>
  passo(tx, AzioneCompilazione.RIPRENDI, input, ({ compilazione }, stato) => cambia(tx, compilazione, { stato }));

/** Begins the review: from now on the contributor cannot take the answer back. */
export const prendiInRevisione = (tx: Tx, input: TransizioneCompilazioneInput): Promise<Compilazione> =>
  passo(tx, AzioneCompilazione.PRENDI_IN_REVISIONE, input, ({ compilazione }, stato) =>
    cambia(tx, compilazione, { stato }),
  );

/** Sends an answer back to be revised: it is being written again, with what to revise. */
export const rimandaCompilazione = (tx: Tx, input: TransizioneCompilazioneInput): Promise<Compilazione> =>
  conMotivo(tx, AzioneCompilazione.RIMANDA, input);

export const respingiCompilazione = (tx: Tx, input: TransizioneCompilazioneInput): Promise<Compilazione> =>
  conMotivo(tx, AzioneCompilazione.RESPINGI, input);

/** Accepts an answer, for good. */
export const approvaCompilazione = (tx: Tx, input: TransizioneCompilazioneInput): Promise<Compilazione> =>
  passo(tx, AzioneCompilazione.APPROVA, input, ({ compilazione }, stato) =>
    cambia(tx, compilazione, { stato, motivo: null }),
  );

const NUOVA_EDIZIONE = `
  /* rilevazione.nuovaEdizione */
  INSERT INTO compilazione (ambito_id, id, campagna_id, edizione, correzione) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING RETURNING true AS nuova`;

const COPIA_VALORI = `
  /* rilevazione.copiaValori */
  INSERT INTO valore (ambito_id, compilazione_id, campagna_id, voce, stato, valore, testo, nota, provenienza)
  SELECT ambito_id, $2, campagna_id, voce, stato, valore, testo, nota, provenienza FROM valore WHERE compilazione_id = $1`;

/** Begins a new edition of an approved answer, with its values. The approved one counts until the new one is approved. */
export function correggiCompilazione(tx: Tx, input: TransizioneCompilazioneInput): Promise<Compilazione> {
  const motivo = requireMotivo(input);
  return passo(tx, AzioneCompilazione.CORREGGI, input, async ({ compilazione }) => {
    const { id, ambitoId, campagnaId, edizione } = compilazione;
    const nuova = randomUUID();
    if ((await tx.query(NUOVA_EDIZIONE, [ambitoId, nuova, campagnaId, edizione + 1, motivo])).length === 0) {
      throw rifiuto('compilazione', 'Di questa compilazione c’è già un’edizione più nuova: continua da quella.');
    }
    await tx.query(COPIA_VALORI, [id, nuova]);
    return current(await findCompilazione(tx, nuova), 1);
  });
}

function conMotivo(tx: Tx, azione: AzioneCompilazione, input: TransizioneCompilazioneInput): Promise<Compilazione> {
  const motivo = requireMotivo(input);
  return passo(tx, azione, input, ({ compilazione }, stato) => cambia(tx, compilazione, { stato, motivo }));
}

function requireMotivo({ motivo }: TransizioneCompilazioneInput): string {
  const scritto = motivo?.trim();
  if (!scritto) {
    throw rifiuto('motivo', 'Serve un motivo: chi lo legge deve sapere che cosa fare.');
  }
  return scritto;
}

/** One step of an answer, from the versione that the caller saw. */
function passo(
  tx: Tx,
  azione: AzioneCompilazione,
  input: InputDiUnPasso,
  work: (aperta: Aperta, stato: StatoCompilazione) => Promise<Compilazione>,
  nome = azione.toLowerCase().replaceAll('_', '-'),
): Promise<Compilazione> {
  const operazione = `compilazione.${nome}`;
  return once(tx, { operazione, input, reread: (id) => findCompilazione(tx, id) }, async () => {
    const compilazione = current(await findCompilazione(tx, input.compilazione), input.versione);
    // Whoever closes the campaign waits for us, or we for them and then see that it is closed.
    await tx.query(INSIEME_ALLA_CAMPAGNA, [compilazione.campagnaId]);
    const campagna = (await findCampagna(tx, compilazione.campagnaId))!;
    const [dovuta] = await dovutaByCompilazione(tx, [compilazione.id]);
    const vista = vistaDiCompilazione(compilazione, campagna, dovuta!);
    const stato = transizioniCompilazione.next(compilazione.stato, azione, tx.identity, vista);
    return work({ compilazione, campagna }, stato);
  });
}

const findCompilazione = (tx: Tx, id: string): Promise<Compilazione | null> =>
  tx.repo(Compilazione).findOne({ where: { id }, comment: 'rilevazione.findCompilazione' });

type Cambio = Partial<Pick<Compilazione, 'stato' | 'motivo'>>;

const cambia = (tx: Tx, { ambitoId, id, versione }: Compilazione, cambio: Cambio): Promise<Compilazione> =>
  updateVersioned(tx, Compilazione, { where: { ambitoId, id }, versione, comment: 'rilevazione.cambia' }, cambio);

const SBAGLI_DETTI = 20;

/** @throws DomainError INPUT_NON_VALIDO that names the voci in `extensions.voci` */
function datiScritti(definizione: DefinizioneAnnuale, valori: readonly ValoreInput[]): Dato[] {
  const calcolate = valori.filter(({ voce }) => definizione.modulo.voci.get(voce)?.formula);
  if (calcolate.length > 0) {
    const voci = calcolate.map(({ voce }) => voce);
    throw rifiuto('valori', `Si calcolano da sé, non inviarle: ${voci.join(', ')}.`, { voci });
  }
  const dati = valori.map(datoDa);
  const fuoriPosto = dati.filter(({ voce, valore, testo }) => {
    const tipo = definizione.modulo.voci.get(voce)?.tipo;
    return tipo !== undefined && (tipo === 'TESTO' ? valore !== null : testo !== null);
  });
  if (fuoriPosto.length > 0) {
    const voci = fuoriPosto.map(({ voce }) => voce);
    throw rifiuto('valori', `Un numero va in valore e delle parole in testo, non insieme: ${voci.join(', ')}.`, {
      voci,
    });
  }
  const sbagli = controllaUnoAUno(definizione, dati);
  if (sbagli.length > 0) {
    const voci = [...new Set(sbagli.map(({ voce }) => voce))];
    const frasi = sbagli.slice(0, SBAGLI_DETTI).map(({ messaggio }) => messaggio);
    throw rifiuto('valori', frasi.join(' '), { voci });
  }
  return dati;
}

/** A zero is a zero, however it was written. */
function datoDa({ voce, stato, valore, testo, nota }: ValoreInput) {
  const isZero = stato === StatoValore.VALORE && valore === 0;
  return {
    voce,
    stato: isZero ? StatoValore.ZERO : stato,
    valore: isZero ? null : (valore ?? null),
    testo: testo?.trim() || null,
    nota: nota?.trim() || null,
  };
}

const SCRIVI_VALORI = `
  /* rilevazione.scriviValori */
  INSERT INTO valore (ambito_id, compilazione_id, campagna_id, voce, stato, valore, testo, nota, provenienza, ripreso_da, ripresa_voce)
  SELECT $1, $2, $3, d.voce, d.stato, d.valore, d.testo, d.nota, $5, d.ripreso_da, d.ripresa_voce
  FROM jsonb_populate_recordset(NULL::valore, $4) d
  ON CONFLICT (ambito_id, compilazione_id, voce) DO UPDATE
    SET (stato, valore, testo, nota, provenienza, ripreso_da, ripresa_voce) =
      (EXCLUDED.stato, EXCLUDED.valore, EXCLUDED.testo, coalesce(EXCLUDED.nota, CASE WHEN $6 THEN valore.nota END), EXCLUDED.provenienza,
       EXCLUDED.ripreso_da, EXCLUDED.ripresa_voce)
    WHERE (valore.stato, valore.valore, valore.testo, valore.nota)
      IS DISTINCT FROM (EXCLUDED.stato, EXCLUDED.valore, EXCLUDED.testo, EXCLUDED.nota)`;

/** A value that is written again as it was keeps where it came from. */
async function scriviValori(
  tx: Tx,
  { ambitoId, id, campagnaId }: Compilazione,
  dati: readonly DatoDaScrivere[],
  provenienza: Provenienza,
): Promise<void> {
  const righe = dati.map((dato) =>
    dato.stato === 'VALORE' && dato.valore === 0
      ? { ...dato, stato: 'ZERO', valore: null }
      : { ...dato, valore: dato.stato === 'VALORE' ? dato.valore : null },
  );
  // A count has no note, and takes away none that somebody wrote.
  const tieniNote = provenienza === Provenienza.PRECOMPILATO;
  await tx.query(SCRIVI_VALORI, [ambitoId, id, campagnaId, JSON.stringify(righe), provenienza, tieniNote]);
}
