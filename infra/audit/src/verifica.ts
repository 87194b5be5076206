import type { Database, Tx } from '@trama/database/database';
import type { Identity } from '@trama/kernel/identity';
import type { Ancora } from './ancora.js';
import { Cammino } from './catena.js';
import { listCatene, listTeste, righeDi, type Testa } from './catena.loader.js';

/** What is wrong with a chain, at the first line where it shows. */
export interface Alterazione {
  /**
   * NUMERO: a line is missing, or one is too many. PRECEDENTE, CONTENUTO: a line was changed. TESTA: the lines do not end
   * where their head says. ANCORA: the line is not the one that was anchored, so all since the anchor before may have
   * been written again. CODA: lines that were anchored are not there any more.
   */
  readonly difetto: 'NUMERO' | 'PRECEDENTE' | 'CONTENUTO' | 'TESTA' | 'ANCORA' | 'CODA';
  readonly riga: bigint;
}

export interface EsitoCatena {
  readonly ambito: number;
  /** Lines that follow one another from the start of the chain; those after an alteration are not counted. */
  readonly righe: bigint;
  /** Up to which line an anchor vouches; 0 when none does. */
  readonly ancorata: bigint;
  readonly alterazione: Alterazione | null;
}

/**
 * Works every chain out again from its first line, without the functions that wrote it, and compares it with its head
 * and with all anchors. Runs as the owner of the tables, on one snapshot, while the application goes on.
 */
export function verifica(database: Database, chi: Identity, ancore: readonly Ancora[]): Promise<EsitoCatena[]> {
  return database.read(chi, async (tx) => {
    await suUnoStato(tx);
    const teste = new Map((await listTeste(tx)).map((testa) => [testa.ambito, testa]));
    const ancorate = ancore.flatMap(({ catene }) => catene.map(({ ambito }) => ambito));
    const ambiti = new Set([...teste.keys(), ...(await listCatene(tx)), ...ancorate]);
    const esiti: EsitoCatena[] = [];
    for (const ambito of [...ambiti].sort((a, b) => a - b)) {
      esiti.push(await verificaCatena(tx, ambito, teste.get(ambito), puntiDi(ancore, ambito)));
    }
    return esiti;
  });
}

/** The lines and their heads as they were at one moment, although others write meanwhile. */
export const suUnoStato = (tx: Tx): Promise<unknown> => tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');

/** What the hash of a line was when it was anchored, by its number. */
type Punti = ReadonlyMap<bigint, string>;

function puntiDi(ancore: readonly Ancora[], ambito: number): Punti {
  const catene = ancore.flatMap(({ catene: tutte }) => tutte.filter((catena) => catena.ambito === ambito));
  // The oldest anchor of a line counts: one that was made after an alteration would vouch for it.
  return new Map(catene.reverse().map(({ numero, hash }) => [BigInt(numero), hash]));
}

async function verificaCatena(tx: Tx, ambito: number, testa: Testa | undefined, punti: Punti): Promise<EsitoCatena> {
  const cammino = new Cammino();
  const ancorata = [...punti.keys()].reduce((massimo, numero) => (numero > massimo ? numero : massimo), 0n);
  const esito = (alterazione: Alterazione | null) => ({ ambito, righe: cammino.numero, ancorata, alterazione });
  for await (const riga of righeDi(tx, ambito)) {
    const difetto = cammino.avanza(riga);
    if (difetto) {
      return esito({ difetto, riga: cammino.numero + 1n });
    }
    const punto = punti.get(cammino.numero);
    if (punto !== undefined && punto !== cammino.hash.toString('hex')) {
      return esito({ difetto: 'ANCORA', riga: cammino.numero });
    }
  }
  if (ancorata > cammino.numero) {
    return esito({ difetto: 'CODA', riga: cammino.numero + 1n });
  }
  const intera = testa?.numero === cammino.numero && testa.hash.equals(cammino.hash);
  return esito(intera ? null : { difetto: 'TESTA', riga: cammino.numero + 1n });
}

const FRASI: Readonly<Record<Alterazione['difetto'], string>> = {
  NUMERO: 'manca una riga, o ce n’è una di troppo',
  PRECEDENTE: 'la riga non segue quella che la precede',
  CONTENUTO: 'il contenuto della riga è stato cambiato',
  TESTA: 'le righe non finiscono dove dice la testa della catena',
  ANCORA: 'la riga non è quella ancorata: la catena è stata riscritta dopo l’ancora precedente',
  CODA: 'mancano righe che erano ancorate: la coda è stata tagliata',
};

/** A line for a person. */
export function frase({ ambito, righe, ancorata, alterazione }: EsitoCatena): string {
  const catena = `ambito ${ambito}: ${righe} righe`;
  if (alterazione) {
    return `${catena} in ordine, poi ALTERATA alla riga ${alterazione.riga}: ${FRASI[alterazione.difetto]}.`;
  }
  const scoperte = righe - ancorata;
  return `${catena}, OK${scoperte > 0n ? ` (${scoperte} non ancora ancorate)` : ''}.`;
}
