import type { Tx } from '@trama/database/database';
import type { VoceContabile, VoceDeiLegami } from '@trama/regole/contabili';
import { ambitoOf } from '@trama/kernel/identity';
import { legamiByAmbito } from '../legami-per-crescere/legami.service.js';
import type { Compilazione, Proposta } from './proposta.type.js';

/** How each voce is counted; one that is not here is not counted. */
const COME: Readonly<Record<VoceContabile, string>> = {
  minori_1_1: 'Minori di casi aperti prima del 1 gennaio e non ancora chiusi quel giorno, ciascuno una volta.',
  minori_nuovi:
    'Minori con un caso nell’anno, che il 1 gennaio non ne avevano uno aperto; e chi lo aveva, fu chiuso, ripreso, ed è in carico il 31 dicembre: una volta qui e una tra i chiusi.',
  minori_chiusi:
    'Minori con un caso nell’anno, che il 31 dicembre non ne hanno uno aperto; e chi fu chiuso, ripreso, ed è in carico il 31 dicembre come il 1 gennaio: una volta qui e una tra i nuovi.',
  minori_31_12: 'Minori di casi aperti il 31 dicembre, ciascuno una volta.',
  nuclei_31_12: 'Nuclei dei casi con minori aperti il 31 dicembre; un caso senza nucleo conta per uno.',
  minori_prevenzione: 'Minori di casi seguiti da Prevenzione e Disagio in un giorno qualunque dell’anno.',
  minori_tutela: 'Minori di casi seguiti dalla Tutela in un giorno qualunque dell’anno.',
  passaggi_a_tutela: 'Minori di casi passati nell’anno da Prevenzione e Disagio a Tutela.',
  accessi_spontanei: 'Nuclei con un caso aperto nell’anno da Prevenzione e Disagio.',
  minori_penale:
    'Minori di casi con un provvedimento penale dell’anno: tutti i minori del caso, perché il provvedimento non dice quale.',
  minori_con_provvedimento: 'Minori in carico il 31 dicembre, in casi con un provvedimento civile non revocato.',
  minori_tribunale_minorenni: 'Come sopra, del Tribunale per i Minorenni.',
  minori_tribunale_ordinario: 'Come sopra, del Tribunale Ordinario.',
  provvedimenti_tribunale_minorenni: 'Provvedimenti dell’anno del Tribunale per i Minorenni.',
  provvedimenti_tribunale_ordinario: 'Provvedimenti dell’anno del Tribunale Ordinario.',
  provvedimenti_procura: 'Provvedimenti dell’anno della Procura presso il Tribunale per i Minorenni.',
  incarichi_valutazione: 'Provvedimenti dell’anno che incaricano di una valutazione.',
  limitazioni_incontri: 'Provvedimenti dell’anno che limitano gli incontri.',
  messe_in_protezione: 'Minori di casi con una messa in protezione disposta nell’anno: tutti i minori del caso.',
  educativa_nuclei: 'Nuclei con un’educativa domiciliare in corso nell’anno.',
  educativa_minori:
    'Minori con un’educativa domiciliare in corso nell’anno; se riguarda il caso intero, tutti i suoi minori.',
  educativa_ore: 'Ore delle educative domiciliari concluse nell’anno: quelle in corso non le hanno ancora.',
  educativa_progetti_avviati: 'Educative domiciliari cominciate nell’anno.',
  educativa_progetti_conclusi: 'Educative domiciliari concluse nell’anno.',
  educativa_obiettivo_raggiunto: 'Educative domiciliari concluse nell’anno con l’obiettivo raggiunto.',
  spazio_neutro_nuclei: 'Nuclei con uno spazio neutro in corso nell’anno.',
  spazio_neutro_minori:
    'Minori con uno spazio neutro in corso nell’anno; se riguarda il caso intero, tutti i suoi minori.',
  spazio_neutro_incontri: 'Incontri degli spazi neutri conclusi nell’anno.',
  spazio_neutro_ore: 'Ore degli spazi neutri conclusi nell’anno.',
  affido_progetti: 'Affidi in corso il 31 dicembre.',
  affido_minori: 'Minori in affido il 31 dicembre.',
  comunita_minori: 'Minori in comunità in un giorno qualunque dell’anno.',
  comunita_minori_31_12: 'Minori in comunità il 31 dicembre.',
  comunita_giornate: 'Giorni di ciascun minore in comunità nell’anno, il primo e l’ultimo compresi.',
  chiusi_positivi: 'Minori chiusi nell’anno, il cui ultimo caso finì con gli obiettivi raggiunti.',
  chiusi_maggiore_eta: 'Minori chiusi nell’anno per la maggiore età.',
  chiusi_trasferimento: 'Minori chiusi nell’anno per trasferimento.',
  chiusi_altro: 'Minori chiusi nell’anno per altro, o senza un esito scritto.',
};

type Contata = Omit<Proposta, 'contataIl'>;

const COME_LEGAMI = 'Scritto dal servizio affidi in Legami per crescere, per questo anno.';

/** The counts that the fostering service wrote of the year: of no case. */
async function contaLegami(tx: Tx, anno: number): Promise<Contata[]> {
  const [legami] = await legamiByAmbito(tx, [ambitoOf(tx.identity)], anno);
  if (!legami) {
    return [];
  }
  const valori: Readonly<Record<VoceDeiLegami, number>> = {
    antenne: legami.antenne,
    famiglie_contattate: legami.famiglieContattate,
    associazioni_contattate: legami.associazioniContattate,
    incontri_informativi: legami.incontriInformativi,
    incontri_formativi: legami.incontriFormativi,
    gruppi_sostegno: legami.gruppiSostegno,
  };
  return Object.entries(valori).map(([voce, valore]) => ({ voce, valore, casiContati: null, come: COME_LEGAMI }));
}

const CONTA = `
  /* proposta.conta */
  SELECT voce, valore::float8 AS valore, casi AS "casiContati" FROM trama.conteggi_tutela($1)`;

/** An answer, as far as counting for it goes. */
type Contabile = Pick<Compilazione, 'rilevazione' | 'anno' | 'luogo'>;

/**
 * What the case files of the caller's own ambito say now. An answer of another contributor has no proposals: whose it is
 * comes from the ats subgraph, but what is counted never does.
 */
export async function contaProposte(tx: Tx, { rilevazione, anno, luogo }: Contabile): Promise<Proposta[]> {
  const conta = luogo === tx.identity.ambito ? CONTATORI[rilevazione] : undefined;
  const contate = conta ? await conta(tx, anno) : [];
  const contataIl = new Date();
  return contate.map((contata) => ({ ...contata, contataIl }));
}

async function contaCasi(tx: Tx, anno: number): Promise<Contata[]> {
  const conteggi = await tx.query<Omit<Contata, 'come'>>(CONTA, [anno]);
  return conteggi.flatMap(({ voce, valore, casiContati }) => {
    const come = COME[voce as VoceContabile] as string | undefined;
    return come === undefined ? [] : [{ voce, valore, casiContati, come }];
  });
}

/** Who counts for which collection. */
const CONTATORI: Readonly<Record<string, ((tx: Tx, anno: number) => Promise<Contata[]>) | undefined>> = {
  'tutela-minori': contaCasi,
  affido: contaLegami,
};
