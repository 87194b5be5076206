import type { Cifrario } from '@trama/crypto/cifrario';
import { carattereDiControllo } from '@trama/crypto/controllo-codice';
import { type Caso as Sorte, caso as sorteDi } from '@trama/reference/caso';
import type { PersoneDimostrative, Proprietario } from '@trama/reference/persone-dimostrative';
import { createHash } from 'node:crypto';
import { ServizioCaso } from '../src/cartella/caso.stati.js';
import { cifraPersona, type PersonaInChiaro } from '../src/cartella/persona.service.js';
import { RuoloNelCaso } from '../src/cartella/persona.type.js';
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
    const mancanti = AMBITI.flatMap(casiDi).filter(({ id }) => !presenti.has(id));
    await inserisci(owner, 'caso', mancanti.map(rigaCaso));
    await inserisci(owner, 'assegnazione', mancanti.map(rigaAssegnazione));
    const persone: object[] = [];
    for (const caso of mancanti) {
      for (const [n, persona] of caso.persone.entries()) {
        persone.push(await rigaPersona(cifrario, caso, persona, n));
      }
    }
    await inserisci(owner, 'persona', persone);
    await inserisci(owner, 'caso_persona', mancanti.flatMap(righeLegame));
    return mancanti.length;
  },
  // What belongs to a case goes with it.
  togli: async (owner) => (await owner(`DELETE FROM caso WHERE origine = 'DIMOSTRATIVO' RETURNING id`)).length,
};

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

function casiDi(ambito: number): CasoDiProva[] {
  const sorte = sorteDi(5_000 + ambito);
  const voci = SCHEMA.flatMap((voce) => Array.from({ length: voce.quanti }, () => voce));
  return voci.map(({ servizio, di, equipe }, n) => {
    const anno = sorte.intero(2019, 2022);
    const chiuso = n % 5 === 2;
    return {
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
  });
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

const rigaCaso = ({ ambito, id, codice, servizio, equipe, apertoIl, chiusoIl }: CasoDiProva) => ({
  ambito_id: ambito,
  id,
  codice,
  servizio,
  stato: chiusoIl === null ? 'APERTO' : 'CHIUSO',
  aperto_il: apertoIl,
  chiuso_il: chiusoIl,
  equipe,
  versione: 1,
});

const rigaAssegnazione = ({ ambito, id, servizio, operatore, apertoIl }: CasoDiProva) => ({
  ambito_id: ambito,
  id: uuidDi('assegnazione', ambito, id),
  caso_id: id,
  servizio,
  soggetto: operatore,
  dal: apertoIl,
});

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
