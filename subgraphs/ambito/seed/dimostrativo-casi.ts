import type { Cifrario } from '@trama/crypto/cifrario';
import { carattereDiControllo } from '@trama/crypto/controllo-codice';
import { type Caso as Sorte, caso as sorteDi } from '@trama/reference/caso';
import type { PersoneDimostrative, Proprietario } from '@trama/reference/persone-dimostrative';
import { createHash } from 'node:crypto';
import { EsitoCaso, ServizioCaso } from '../src/cartella/caso.stati.js';
import { cifraPersona, type PersonaInChiaro } from '../src/cartella/persona.service.js';
import { RuoloNelCaso } from '../src/cartella/persona.type.js';
import { TipoIntervento } from '../src/intervento/intervento.stati.js';
import { Autorita, TipoProvvedimento } from '../src/provvedimento/provvedimento.stati.js';
import { caricaOccupazioni, togliOccupazioni } from './dimostrativo-occupazione.js';
import { caricaRichieste, togliRichieste } from './dimostrativo-richieste.js';
import { EQUIPE_DI_PROVA } from './equipe.js';

/**
 * Demonstration case files, in ambito 4 too: the Piano publishes none, so they can be taken for nobody's. The surnames
 * are no surnames, and the codici fiscali name a place of birth that does not exist (Y999).
 *
 * Loaded once: people try things out on them, and the next start must not undo it.
 */
export const casiDimostrativi: PersoneDimostrative = {
  async carica(owner, cifrario) {
    const presenti = new Set((await owner<{ id: string }>('SELECT id FROM caso')).map(({ id }) => id));
    const comuni = await owner<Comune>(
      'SELECT ambito_id AS ambito, codice_istat AS istat FROM comune ORDER BY codice_istat',
    );
    const casi = conGenitoriComuni(AMBITI.flatMap((ambito) => casiDi(ambito, comuniDi(ambito, comuni))));
    const mancanti = casi.filter(({ id }) => !presenti.has(id));
    await inserisci(owner, 'nucleo', await nucleiMancanti(owner, mancanti));
    await inserisci(owner, 'caso', mancanti.map(rigaCaso));
    await inserisci(owner, 'assegnazione', mancanti.flatMap(righeAssegnazione));
    const persone: object[] = [];
    for (const caso of mancanti) {
      for (const [n, persona] of caso.persone.entries()) {
        persone.push(await rigaPersona(cifrario, caso, persona, n));
      }
    }
    await inserisci(owner, 'persona', persone);
    await inserisci(owner, 'caso_persona', mancanti.flatMap(righeLegame));
    await inserisci(owner, 'provvedimento', mancanti.flatMap(righeProvvedimento));
    await inserisci(owner, 'intervento', mancanti.flatMap(righeIntervento));
    await inserisci(owner, 'passaggio_servizio', mancanti.flatMap(righePassaggio));
    return mancanti.length + (await caricaRichieste(owner)) + (await caricaOccupazioni(owner));
  },
  // What belongs to a case goes with it; a household that somebody's own case joined stays.
  async togli(owner) {
    const tolti = await owner(`DELETE FROM caso WHERE origine = 'DIMOSTRATIVO' RETURNING id`);
    await owner(`DELETE FROM nucleo n WHERE origine = 'DIMOSTRATIVO'
      AND NOT EXISTS (SELECT FROM caso c WHERE c.ambito_id = n.ambito_id AND c.nucleo_id = n.id)`);
    return tolti.length + (await togliRichieste(owner)) + (await togliOccupazioni(owner));
  },
};

interface Comune {
  readonly ambito: number;
  readonly istat: string;
}

interface CasoDiProva {
  readonly ambito: number;
  readonly id: string;
  readonly codice: string;
  readonly servizio: ServizioCaso;
  readonly equipe: string | null;
  readonly operatore: string;
  readonly apertoIl: string;
  readonly chiusoIl: string | null;
  readonly persone: readonly PersonaInChiaro[];
  readonly comune: string | null;
  /** Which household of the ambito; cases of one number share it. */
  readonly nucleo: number;
  readonly esito: EsitoCaso | null;
  readonly passaggio: string | null;
  readonly provvedimenti: readonly Provvedimento[];
  readonly interventi: readonly Intervento[];
}

interface Provvedimento {
  readonly autorita: Autorita;
  readonly tipo: TipoProvvedimento;
  readonly data: string;
  readonly revocatoIl: string | null;
}

interface Intervento {
  readonly tipo: TipoIntervento;
  readonly persona: boolean;
  readonly dal: string;
  readonly al: string | null;
  readonly ore: number | null;
  readonly incontri: number | null;
  readonly raggiunto: boolean | null;
}

const AMBITI = Array.from({ length: 12 }, (_, i) => i + 1);

/** Who follows what: cases of one's own, of one's team, and of a colleague, which stay hidden. */
const SCHEMA = [
  { servizio: ServizioCaso.TUTELA, di: 'tutela', equipe: false, quanti: 3 },
  { servizio: ServizioCaso.TUTELA, di: 'collega-tutela', equipe: true, quanti: 2 },
  { servizio: ServizioCaso.TUTELA, di: 'collega-tutela', equipe: false, quanti: 1 },
  { servizio: ServizioCaso.PREVENZIONE_DISAGIO, di: 'sociale', equipe: false, quanti: 3 },
  { servizio: ServizioCaso.PREVENZIONE_DISAGIO, di: 'collega-sociale', equipe: false, quanti: 1 },
] as const;

/** Few comuni have most of the cases, as it is: with all of them, each would have one case and no count to show. */
const comuniDi = (ambito: number, comuni: readonly Comune[]): string[] =>
  comuni.flatMap((comune) => (comune.ambito === ambito ? [comune.istat] : [])).slice(0, 2);

function casiDi(ambito: number, comuni: readonly string[]): CasoDiProva[] {
  const sorte = sorteDi(5_000 + ambito);
  // A chance of its own, so that the people above stay who they were.
  const cartella = sorteDi(6_000 + ambito);
  const voci = SCHEMA.flatMap((voce) => Array.from({ length: voce.quanti }, () => voce));
  return voci.map(({ servizio, di, equipe }, n) => {
    const anno = sorte.intero(2019, 2022);
    const chiuso = n % 5 === 2;
    const caso = {
      ambito,
      id: uuidDi('caso', ambito, n),
      codice: `${String(ambito).padStart(2, '0')}-C-${cifreDi('codice', ambito, n)}`,
      servizio,
      equipe: equipe ? (EQUIPE_DI_PROVA[ambito] ?? null) : null,
      operatore: `${di}${ambito}`,
      apertoIl: giorno(sorte, anno),
      chiusoIl: chiuso ? giorno(sorte, anno + 1) : null,
      persone: famiglia(sorte),
    };
    return { ...caso, ...cartellaDi(cartella, caso, n, comuni) };
  });
}

/** Parents who live apart: a case of the first ambito and one of the second, each of whom follows one household. */
const SEGUITI_DUE_VOLTE: ReadonlyArray<readonly [number, number]> = [
  [4, 1],
  [2, 5],
  [3, 6],
  [7, 8],
  [9, 10],
  [11, 12],
];

/** The first parent of the one case is a parent in the other too. */
function conGenitoriComuni(casi: readonly CasoDiProva[]): CasoDiProva[] {
  const primi = new Map(AMBITI.map((ambito) => [ambito, casi.find((caso) => caso.ambito === ambito)!]));
  return casi.map((caso) => {
    const [altrove] = SEGUITI_DUE_VOLTE.find(([, qui]) => qui === caso.ambito) ?? [];
    const genitore = primi.get(altrove ?? 0)?.persone.find(({ ruolo }) => ruolo === RuoloNelCaso.GENITORE);
    return genitore && caso === primi.get(caso.ambito) ? { ...caso, persone: [...caso.persone, genitore] } : caso;
  });
}

type Cartella = Pick<CasoDiProva, 'comune' | 'nucleo' | 'esito' | 'passaggio' | 'provvedimenti' | 'interventi'>;

/**
 * What the social record has of a case: two cases of one operator share a household, another one came from prevention,
 * and one has no household, as those that are older than households have none.
 */
function cartellaDi(
  sorte: Sorte,
  { servizio, equipe, apertoIl, chiusoIl }: Omit<CasoDiProva, keyof Cartella>,
  n: number,
  comuni: readonly string[],
): Cartella {
  const anno = Number(apertoIl.slice(0, 4));
  const nucleo = n === 1 ? 0 : n;
  const comune = n === SENZA_NUCLEO || comuni.length === 0 ? null : comuni[nucleo % comuni.length]!;
  const passaggio = equipe !== null && n % 2 === 1 ? giorno(sorte, anno + 1) : null;
  const quanti = servizio === ServizioCaso.TUTELA ? sorte.intero(0, 2) : 0;
  const provvedimenti = Array.from({ length: quanti }, () => provvedimentoDi(sorte, passaggio ?? apertoIl, chiusoIl));
  const interventi = Array.from({ length: sorte.intero(0, 2) }, () => interventoDi(sorte, apertoIl, chiusoIl));
  const esito = chiusoIl === null ? null : sorte.scelta(Object.values(EsitoCaso));
  return { comune, nucleo, esito, passaggio, provvedimenti, interventi };
}

const SENZA_NUCLEO = 5;

/** Courts order while child protection follows the case. */
function provvedimentoDi(sorte: Sorte, dal: string, chiusoIl: string | null): Provvedimento {
  const anno = Number(dal.slice(0, 4));
  const [data, dopo] = [giorno(sorte, anno + 1), giorno(sorte, anno + 2)];
  return {
    autorita: sorte.scelta(Object.values(Autorita)),
    tipo: sorte.scelta(Object.values(TipoProvvedimento)),
    data: chiusoIl !== null && data > chiusoIl ? dal : data,
    revocatoIl: chiusoIl === null && sorte.intero(0, 3) === 0 ? dopo : null,
  };
}

/** What is done for a case begins with it, and has ended where the case has. */
function interventoDi(sorte: Sorte, dal: string, chiusoIl: string | null): Intervento {
  const tipo = sorte.scelta(Object.values(TipoIntervento));
  const persona = sorte.intero(0, 2) > 0;
  const dopo = giorno(sorte, Number(dal.slice(0, 4)) + 1);
  const fine = sorte.intero(0, 1) === 0 ? null : dopo;
  const al = chiusoIl ?? fine;
  const [ore, incontri, raggiunto] = [sorte.intero(20, 400) / 2, sorte.intero(4, 60), sorte.intero(0, 2) > 0];
  return al === null
    ? { tipo, persona, dal, al, ore: null, incontri: null, raggiunto: null }
    : { tipo, persona, dal, al, ore, incontri, raggiunto };
}

const COGNOMI = ['Diprova', 'Dimostrativi', 'Esempiati', 'Inventini', 'Fittizi', 'Simulati', 'Campionari', 'Modellini'];
const NOMI = {
  F: ['Aurora', 'Bianca', 'Celeste', 'Fosca', 'Irene', 'Mara', 'Olga', 'Vera'],
  M: ['Dario', 'Elia', 'Gino', 'Lino', 'Nino', 'Piero', 'Silvio', 'Tullio'],
} as const;

function famiglia(sorte: Sorte): PersonaInChiaro[] {
  const cognome = sorte.scelta(COGNOMI);
  const minori = Array.from({ length: sorte.intero(1, 2) }, () =>
    persona(sorte, RuoloNelCaso.MINORE, cognome, sorte.intero(2006, 2018)),
  );
  const genitori = Array.from({ length: sorte.intero(1, 2) }, (_, n) =>
    persona(sorte, RuoloNelCaso.GENITORE, n === 0 ? cognome : sorte.scelta(COGNOMI), sorte.intero(1970, 1990)),
  );
  return [...minori, ...genitori];
}

function persona(sorte: Sorte, ruolo: RuoloNelCaso, cognome: string, anno: number): PersonaInChiaro {
  const sesso = sorte.scelta(['F', 'M'] as const);
  const nome = sorte.scelta(NOMI[sesso]);
  const dataNascita = giorno(sorte, anno);
  return { ruolo, nome, cognome, dataNascita, codiceFiscale: codiceDi(nome, cognome, sesso, dataNascita) };
}

/** Up to the 28th: every month has it. */
const giorno = (sorte: Sorte, anno: number): string =>
  `${anno}-${String(sorte.intero(1, 12)).padStart(2, '0')}-${String(sorte.intero(1, 28)).padStart(2, '0')}`;

const MESI = 'ABCDEHLMPRST';

/** Built as the decree says, but for the place of birth, which is none. */
function codiceDi(nome: string, cognome: string, sesso: 'F' | 'M', nascita: string): string {
  const [anno, mese, giornoNato] = nascita.split('-').map(Number) as [number, number, number];
  const giornoScritto = String(giornoNato + (sesso === 'F' ? 40 : 0)).padStart(2, '0');
  const data = `${String(anno % 100).padStart(2, '0')}${MESI.charAt(mese - 1)}${giornoScritto}`;
  const quindici = `${treLettere(cognome)}${treLettere(nome)}${data}Y999`;
  return quindici + carattereDiControllo(quindici);
}

function treLettere(testo: string): string {
  const lettere = testo.toUpperCase().replace(/[^A-Z]/g, '');
  return `${lettere.replace(/[AEIOU]/g, '')}${lettere.replace(/[^AEIOU]/g, '')}XXX`.slice(0, 3);
}

const idNucleo = ({ ambito, nucleo }: CasoDiProva) => uuidDi('nucleo', ambito, nucleo);

/** Cases may share a household, also with one that is there already. */
async function nucleiMancanti(owner: Proprietario, casi: readonly CasoDiProva[]): Promise<object[]> {
  const presenti = new Set((await owner<{ id: string }>('SELECT id FROM nucleo')).map(({ id }) => id));
  const righe = casi.flatMap((caso) => (caso.comune === null ? [] : [rigaNucleo(caso)]));
  const nuovi = new Map(righe.filter(({ id }) => !presenti.has(id)).map((riga) => [riga.id, riga]));
  return [...nuovi.values()];
}

const rigaNucleo = (caso: CasoDiProva) => ({
  ambito_id: caso.ambito,
  id: idNucleo(caso),
  codice: `${String(caso.ambito).padStart(2, '0')}-N-${cifreDi('nucleo', caso.ambito, caso.nucleo)}`,
  comune_istat: caso.comune,
  versione: 1,
  creato_il: caso.apertoIl,
});

const rigaCaso = (caso: CasoDiProva) => ({
  ambito_id: caso.ambito,
  id: caso.id,
  codice: caso.codice,
  servizio: caso.servizio,
  stato: caso.chiusoIl === null ? 'APERTO' : 'CHIUSO',
  aperto_il: caso.apertoIl,
  chiuso_il: caso.chiusoIl,
  esito: caso.esito,
  equipe: caso.equipe,
  nucleo_id: caso.comune === null ? null : idNucleo(caso),
  anni_di_modifica: anniDiModifica(caso),
  versione: 1,
});

/** The years of all that happened after the opening. */
function anniDiModifica({ chiusoIl, passaggio, provvedimenti, interventi }: CasoDiProva): number[] {
  const giorni = [
    chiusoIl,
    passaggio,
    ...provvedimenti.flatMap(({ data, revocatoIl }) => [data, revocatoIl]),
    ...interventi.flatMap(({ dal, al }) => [dal, al]),
  ];
  return [...new Set(giorni.flatMap((quale) => (quale === null ? [] : [Number(quale.slice(0, 4))])))].sort();
}

/** Who followed a case in prevention stopped on the day of its passage. */
function righeAssegnazione({ ambito, id, servizio, operatore, apertoIl, passaggio }: CasoDiProva): object[] {
  const riga = (chi: string, dal: string, al: string | null) => ({
    ambito_id: ambito,
    id: uuidDi('assegnazione', ambito, al === null ? id : `${id} ${chi}`),
    caso_id: id,
    servizio,
    soggetto: chi,
    dal,
    al,
  });
  return passaggio === null
    ? [riga(operatore, apertoIl, null)]
    : [riga(`sociale${ambito}`, apertoIl, passaggio), riga(operatore, passaggio, null)];
}

const righeProvvedimento = ({ ambito, id, provvedimenti }: CasoDiProva) =>
  provvedimenti.map(({ revocatoIl, ...provvedimento }, n) => ({
    ...provvedimento,
    ambito_id: ambito,
    id: uuidDi('provvedimento', ambito, `${id} ${n}`),
    caso_id: id,
    servizio: ServizioCaso.TUTELA,
    revocato_il: revocatoIl,
    creato_il: provvedimento.data,
  }));

const righeIntervento = (caso: CasoDiProva) =>
  caso.interventi.map(({ persona, raggiunto, ...intervento }, n) => ({
    ...intervento,
    ambito_id: caso.ambito,
    id: uuidDi('intervento', caso.ambito, `${caso.id} ${n}`),
    caso_id: caso.id,
    // The first is a minor.
    persona_id: persona ? idPersona(caso, 0) : null,
    obiettivo_raggiunto: raggiunto,
    creato_il: intervento.dal,
  }));

const righePassaggio = ({ ambito, id, equipe, passaggio }: CasoDiProva) =>
  passaggio === null
    ? []
    : [
        {
          ambito_id: ambito,
          id: uuidDi('passaggio', ambito, id),
          caso_id: id,
          da: ServizioCaso.PREVENZIONE_DISAGIO,
          a: ServizioCaso.TUTELA,
          equipe,
          data: passaggio,
          soggetto: `sociale${ambito}`,
        },
      ];

const idPersona = ({ ambito, id }: CasoDiProva, n: number) => uuidDi('persona', ambito, `${id} ${n}`);

async function rigaPersona(cifrario: Cifrario, caso: CasoDiProva, inChiaro: PersonaInChiaro, n: number) {
  const cifrata = await cifraPersona(cifrario, caso.ambito, inChiaro, idPersona(caso, n));
  const esadecimale = (busta: Buffer | null) => busta && `\\x${busta.toString('hex')}`;
  return {
    ambito_id: caso.ambito,
    id: cifrata.id,
    caso_id: caso.id,
    nome: esadecimale(cifrata.nome),
    cognome: esadecimale(cifrata.cognome),
    codice_fiscale: esadecimale(cifrata.codiceFiscale),
    codice_fiscale_indice: cifrata.indice,
    data_nascita: esadecimale(cifrata.dataNascita),
  };
}

const righeLegame = (caso: CasoDiProva) =>
  caso.persone.map(({ ruolo }, n) => ({
    ambito_id: caso.ambito,
    caso_id: caso.id,
    persona_id: idPersona(caso, n),
    ruolo,
  }));

/** Only names that this file writes reach the SQL text. */
async function inserisci(owner: Proprietario, tabella: string, righe: readonly object[]): Promise<void> {
  const [prima] = righe;
  if (!prima) {
    return;
  }
  const colonne = [...Object.keys(prima), 'origine'].join(', ');
  const valori = righe.map((riga) => ({ ...riga, origine: 'DIMOSTRATIVO' }));
  const testo = `INSERT INTO ${tabella} (${colonne}) SELECT ${colonne} FROM jsonb_populate_recordset(NULL::${tabella}, $1)`;
  await owner(testo, [JSON.stringify(valori)]);
}

const impronta = (...parti: ReadonlyArray<string | number>): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(['trama.dimostrativo', ...parti]))
    .digest();

/** The same id at every start, on every machine (RFC 9562, version 8). */
function uuidDi(...parti: ReadonlyArray<string | number>): string {
  const byte = impronta(...parti).subarray(0, 16);
  byte.writeUInt8((byte.readUInt8(6) & 0x0f) | 0x80, 6);
  byte.writeUInt8((byte.readUInt8(8) & 0x3f) | 0x80, 8);
  return byte.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const CIFRE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const cifreDi = (...parti: ReadonlyArray<string | number>): string =>
  [...impronta(...parti).subarray(0, 8)].map((byte) => CIFRE.charAt(byte % 32)).join('');
