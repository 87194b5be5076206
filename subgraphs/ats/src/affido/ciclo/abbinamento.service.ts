import { registra } from '@trama/audit/registra';
import type { Tx } from '@trama/database/database';
import { once } from '@trama/database/once';
import { pageOf } from '@trama/database/page';
import { current, updateVersioned } from '@trama/database/versione';
import { giorniTra, oggiARoma, piuGiorni } from '@trama/kernel/calendario';
import { DomainError } from '@trama/kernel/errors';
import type { Identity } from '@trama/kernel/identity';
import { rifiuto } from '@trama/kernel/rifiuto';
import type { Page, PageArgs } from '@trama/schema/page';
import type { FindOptionsWhere, QueryDeepPartialEntity } from 'typeorm';
import { prossimaRelazione, scadenzaAffido } from '../abbinamento/termini.js';
import { servizioMio } from '../famiglia/famiglia.loader.js';
import { Abbinamento, type TerminiAffido } from './abbinamento.entity.js';
import type {
  ConcludiAffidoInput,
  FiltroAbbinamenti,
  RegistraProrogaInput,
  RegistraVerificaInput,
  TransizioneAbbinamentoInput,
} from './abbinamento.input.js';
import { AzioneAbbinamento, EsitoAffido, StatoAbbinamento, transizioniAbbinamento } from './abbinamento.stati.js';
import { regole, unoAllaVolta } from './regole.service.js';

/** How long before the end of twenty-four months a judge must be asked. */
const GIORNI_PER_LA_PROROGA = 90;

/** Those that the caller may see, by code. */
export function listAbbinamenti(
  tx: Tx,
  { stato, ambito }: FiltroAbbinamenti,
  page: PageArgs,
): Promise<Page<Abbinamento>> {
  const where: FindOptionsWhere<Abbinamento> = {
    ...(stato && { stato }),
    ...(ambito && { richiestaAmbito: ambito }),
  };
  return pageOf(tx, Abbinamento, { where, keys: ['codice'], comment: 'abbinamento.list' }, page);
}

export const trovaAbbinamento = (tx: Tx, where: FindOptionsWhere<Abbinamento>): Promise<Abbinamento | null> =>
  tx.repo(Abbinamento).findOne({ where, comment: 'abbinamento.trova' });

/** Which sides of an agreement a caller speaks for. */
export interface Parti {
  readonly famiglia: boolean;
  readonly minore: boolean;
  readonly tavolo: boolean;
}

export function partiDi({ ruolo, ambito }: Identity, mio: string | null, a: Abbinamento): Parti {
  return {
    famiglia: mio !== null && a.servizioCodice === mio,
    minore: ruolo === 'SERVIZIO_AFFIDI' && a.richiestaAmbito === ambito,
    tavolo: ruolo === 'COORDINAMENTO_AFFIDO',
  };
}

/**
 * Agrees for the caller's own service, or for both where the same service has the family and the minor. The table of
 * fostering records the agreements that are missing, with the reason why it does. When both agreed it is accepted.
 */
export function accetta(tx: Tx, input: TransizioneAbbinamentoInput): Promise<Abbinamento> {
  return passo(tx, AzioneAbbinamento.ACCETTA, input, async (a) => {
    const [mio] = await servizioMio(tx, ['mio']);
    const parti = partiDi(tx.identity, mio ?? null, a);
    const motivo = input.motivo?.trim() ?? null;
    if (parti.tavolo && motivo === null) {
      throw rifiuto('motivo', 'Il Tavolo registra l’accordo al posto di un servizio: scrivi perché.');
    }
    const dati = accordiDati(a, parti, tx.identity.subject);
    const completo = [dati.accordoFamigliaIl ?? a.accordoFamigliaIl, dati.accordoMinoreIl ?? a.accordoMinoreIl].every(
      Boolean,
    );
    return {
      ...dati,
      ...(parti.tavolo && { accordoMotivo: motivo }),
      ...(completo && { stato: StatoAbbinamento.ACCETTATO, decisoIl: giornoDi(input.data, a.propostoIl) }),
    };
  });
}

type Accordi = Partial<
  Pick<Abbinamento, 'accordoFamigliaIl' | 'accordoFamigliaDa' | 'accordoMinoreIl' | 'accordoMinoreDa'>
>;

/** What this caller's word adds. @throws DomainError TRANSIZIONE_NON_AMMESSA when it was given already */
function accordiDati(a: Abbinamento, { famiglia, minore, tavolo }: Parti, soggetto: string): Accordi {
  const adesso = new Date();
  const dati = {
    ...(a.accordoFamigliaIl === null &&
      (famiglia || tavolo) && { accordoFamigliaIl: adesso, accordoFamigliaDa: soggetto }),
    ...(a.accordoMinoreIl === null && (minore || tavolo) && { accordoMinoreIl: adesso, accordoMinoreDa: soggetto }),
  };
  if (Object.keys(dati).length === 0) {
    const frase = 'Il tuo servizio ha già dato l’accordo: ora tocca all’altro.';
    throw new DomainError('TRANSIZIONE_NON_AMMESSA', frase, { extensions: { stato: a.stato } });
  }
  return dati;
}

/** Ends it, with a reason: the other side learns it. */
export function rifiuta(tx: Tx, input: TransizioneAbbinamentoInput): Promise<Abbinamento> {
  return passo(tx, AzioneAbbinamento.RIFIUTA, input, async (a) => {
    const motivo = input.motivo?.trim();
    if (!motivo) {
      throw rifiuto('motivo', 'Un rifiuto ha un motivo: scrivilo, senza nomi.');
    }
    return { motivo, decisoIl: giornoDi(input.data, a.propostoIl) };
  });
}

/** The minor is with the family from this day on. */
export function avvia(tx: Tx, input: TransizioneAbbinamentoInput): Promise<Abbinamento> {
  return passo(tx, AzioneAbbinamento.AVVIA, input, async (a) => ({ inizio: giornoDi(input.data, a.propostoIl) }));
}

export function concludi(tx: Tx, input: ConcludiAffidoInput): Promise<Abbinamento> {
  return passo(tx, AzioneAbbinamento.CONCLUDI, input, async (a) => ({
    fine: giornoDi(input.data, a.inizio ?? a.propostoIl),
    esito: input.esito,
    motivo: input.motivo?.trim() ?? null,
  }));
}

const VERIFICA = `
  /* abbinamento.verifica */
  INSERT INTO verifica_affido (abbinamento_id, fatta_il) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id`;

/** Whether it goes on: here, or with another family. Then a review that is missing can still be made, and a judge asked. */
export function prosegue({ stato, esito }: Pick<Abbinamento, 'stato' | 'esito'>): boolean {
  return stato !== StatoAbbinamento.CONCLUSO || esito === EsitoAffido.ALTRO_AFFIDO;
}

function requireCheProsegua(a: Abbinamento): void {
  if (!prosegue(a)) {
    throw new DomainError('TRANSIZIONE_NON_AMMESSA', 'L’affido è finito: non ha più verifiche né proroghe.', {
      extensions: { stato: a.stato },
    });
  }
}

/** Writes down a review of the six-monthly ones. */
export function verifica(tx: Tx, input: RegistraVerificaInput): Promise<Abbinamento> {
  return passo(tx, AzioneAbbinamento.VERIFICA, input, async (a) => {
    requireCheProsegua(a);
    const data = giornoDi(input.data, a.inizio ?? a.propostoIl);
    if ((await tx.query(VERIFICA, [a.id, data])).length === 0) {
      throw rifiuto('data', 'Una verifica di quel giorno c’è già.');
    }
    return {};
  });
}

/** Writes down what a judge granted beyond twenty-four months, in all. */
export function proroga(tx: Tx, input: RegistraProrogaInput): Promise<Abbinamento> {
  return passo(tx, AzioneAbbinamento.PROROGA, input, async (a) => {
    requireCheProsegua(a);
    if (input.mesi <= a.prorogaMesi) {
      throw rifiuto('mesi', `La proroga è già di ${a.prorogaMesi} mesi: i mesi si contano tutti insieme.`);
    }
    return { prorogaMesi: input.mesi, provvedimento: input.provvedimento.trim(), durataMesi: null };
  });
}

/** When a fostering that goes on must be looked at; null for one that does not. */
export function terminiDi(
  { stato, inizio, continuaDal, durataMesi, prorogaMesi }: Abbinamento,
  verifiche: readonly string[],
  oggi = oggiARoma(),
): TerminiAffido | null {
  if (stato !== StatoAbbinamento.IN_ESSERE || inizio === null) {
    return null;
  }
  const prossimaVerifica = prossimaRelazione({ inizio, ultimaRelazione: verifiche.at(-1) ?? null });
  const scadenza = scadenzaAffido(continuaDal ?? inizio, { durataMesi, prorogaMesi });
  return {
    verifiche: [...verifiche],
    prossimaVerifica,
    ritardoGiorni: Math.max(0, giorniTra(prossimaVerifica, oggi)),
    scadenza,
    serveProroga: piuGiorni(oggi, GIORNI_PER_LA_PROROGA) >= scadenza,
  };
}

interface Sull {
  readonly chiaveIdempotenza: string;
  readonly abbinamento: string;
  readonly versione: number;
}

function passo(
  tx: Tx,
  azione: AzioneAbbinamento,
  input: Sull,
  cambia: (abbinamento: Abbinamento) => Promise<QueryDeepPartialEntity<Abbinamento>>,
): Promise<Abbinamento> {
  const operazione = `abbinamento.${azione.toLowerCase()}`;
  const reread = (id: string) => trovaAbbinamento(tx, { id });
  return once(tx, { operazione, input, reread }, async () => {
    const a = current(await bloccato(tx, input.abbinamento), input.versione);
    registra(tx, { scopo: 'AFFIDO' }, 'Abbinamento', { id: a.id, ambito: a.richiestaAmbito });
    const stato = transizioniAbbinamento.next(a.stato, azione, tx.identity);
    const seen = { where: { id: a.id }, versione: input.versione, comment: operazione };
    const nuovi = await cambia(a);
    return updateVersioned(tx, Abbinamento, seen, { stato, ...nuovi }).catch(regole);
  });
}

/** Read after whoever else makes a step of the same request. */
async function bloccato(tx: Tx, codice: string): Promise<Abbinamento | null> {
  const visto = await trovaAbbinamento(tx, { codice });
  if (visto === null) {
    return null;
  }
  await unoAllaVolta(tx, visto.richiestaCodice);
  return trovaAbbinamento(tx, { codice });
}

/** @throws DomainError INPUT_NON_VALIDO for a day before `da` or in the future */
function giornoDi(detto: string | null | undefined, da: string): string {
  const oggi = oggiARoma();
  const giorno = detto ?? oggi;
  if (giorno < da || giorno > oggi) {
    throw rifiuto('data', `La data deve stare tra il ${da} e oggi: correggila.`);
  }
  return giorno;
}
