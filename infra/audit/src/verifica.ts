import type { Database, Tx } from '@trama/database/database';
import type { Identity } from '@trama/kernel/identity';
import type { Ancora } from './ancora.js';
import { Cammino } from './catena.js';
import { listCatene, listPotature, listTeste, righeDi, type Testa } from './catena.loader.js';

/** A line is cut no earlier than this, whatever a rule says: the trigger of the log has the same figure. */
export const MESI_MINIMI = 24;

/** What is wrong with a chain, at the first line where it shows. */
export interface Alterazione {
  /**
   * NUMERO: a line is missing, or one is too many. PRECEDENTE, CONTENUTO: a line was changed. TESTA: the lines do not end
   * where their head says. ANCORA: the line is not the one that was anchored, so all since the anchor before may have
   * been written again. CODA: lines that were anchored are not there any more. POTATURA: the chain was cut where no anchor
   * of more than 24 months ago allows it.
   */
  readonly difetto: 'NUMERO' | 'PRECEDENTE' | 'CONTENUTO' | 'TESTA' | 'ANCORA' | 'CODA' | 'POTATURA';
  readonly riga: bigint;
}

export interface EsitoCatena {
  readonly ambito: number;
  /** Number of the last line that follows all before it; those after an alteration are not counted. */
  readonly righe: bigint;
  /** Up to which line the chain was cut, its time being over; 0 when it was not. */
  readonly potata: bigint;
  /** Up to which line an anchor vouches; 0 when none does. */
  readonly ancorata: bigint;
  readonly alterazione: Alterazione | null;
}

/**
 * Works every chain out again from its first line, without the functions that wrote it, and compares it with its head
 * and with all anchors. Runs as the owner of the tables, on one snapshot, while the application goes on.
 */
export function verifica(database: Database, chi: Identity, ancore: readonly Ancora[]): Promise<EsitoCatena[]> {
  return database.readSnapshot(chi, async (tx) => {
    const teste = new Map((await listTeste(tx)).map((testa) => [testa.ambito, testa]));
    const potature = new Map((await listPotature(tx)).map((potatura) => [potatura.ambito, potatura]));
    const ancorate = ancore.flatMap(({ catene }) => catene.map(({ ambito }) => ambito));
    const ambiti = new Set([...teste.keys(), ...potature.keys(), ...(await listCatene(tx)), ...ancorate]);
    const esiti: EsitoCatena[] = [];
    for (const ambito of [...ambiti].sort((a, b) => a - b)) {
      const catena = {
        ambito,
        testa: teste.get(ambito),
        potatura: potature.get(ambito),
        punti: puntiDi(ancore, ambito),
      };
      esiti.push(await verificaCatena(tx, catena));
    }
    return esiti;
  });
}

/** A line as it was anchored. */
interface Punto {
  readonly hash: string;
  readonly quando: string;
}

interface Catena {
  readonly ambito: number;
  readonly testa: Testa | undefined;
  readonly potatura: Testa | undefined;
  /** Anchored lines by their number. */
  readonly punti: ReadonlyMap<bigint, Punto>;
}

function puntiDi(ancore: readonly Ancora[], ambito: number): Catena['punti'] {
  const punti = ancore.flatMap(({ catene, quando }) =>
    catene
      .filter((catena) => catena.ambito === ambito)
      .map(({ numero, hash }): [bigint, Punto] => [BigInt(numero), { hash, quando }]),
  );
  // The oldest anchor of a line counts: one that was made after an alteration would vouch for it.
  return new Map(punti.reverse());
}

async function verificaCatena(tx: Tx, catena: Catena): Promise<EsitoCatena> {
  const { ambito, potatura, punti } = catena;
  const cammino = new Cammino(potatura);
  const alterazione = await percorri(tx, cammino, catena);
  const ancorata = [...punti.keys()].reduce((massimo, numero) => (numero > massimo ? numero : massimo), 0n);
  const esito = { ambito, righe: cammino.numero, potata: potatura?.numero ?? 0n, ancorata };
  if (!alterazione && ancorata > cammino.numero) {
    return { ...esito, alterazione: { difetto: 'CODA', riga: cammino.numero + 1n } };
  }
  return { ...esito, alterazione: alterazione ?? alterazioneInTesta(cammino, catena) };
}

async function percorri(tx: Tx, cammino: Cammino, { ambito, potatura, punti }: Catena): Promise<Alterazione | null> {
  if (potatura && !legittima(potatura, punti)) {
    return { difetto: 'POTATURA', riga: potatura.numero };
  }
  for await (const riga of righeDi(tx, ambito, potatura && { dopo: potatura.numero })) {
    const difetto = cammino.avanza(riga);
    if (difetto) {
      return { difetto, riga: cammino.numero + 1n };
    }
    const ancorato = punti.get(cammino.numero)?.hash;
    if (ancorato !== undefined && ancorato !== cammino.hash.toString('hex')) {
      return { difetto: 'ANCORA', riga: cammino.numero };
    }
  }
  return null;
}

function alterazioneInTesta({ numero, hash }: Cammino, { testa }: Catena): Alterazione | null {
  const intera = testa?.numero === numero && testa.hash.equals(hash);
  return intera ? null : { difetto: 'TESTA', riga: numero + 1n };
}

/** A cut is made at a line that was anchored so long ago that all before it were old enough to go. */
function legittima({ numero, hash }: Testa, punti: Catena['punti']): boolean {
  const punto = punti.get(numero);
  const limite = new Date();
  limite.setUTCMonth(limite.getUTCMonth() - MESI_MINIMI);
  return punto?.hash === hash.toString('hex') && new Date(punto.quando) < limite;
}

const FRASI: Readonly<Record<Alterazione['difetto'], string>> = {
  NUMERO: 'manca una riga, o ce n’è una di troppo',
  PRECEDENTE: 'la riga non segue quella che la precede',
  CONTENUTO: 'il contenuto della riga è stato cambiato',
  TESTA: 'le righe non finiscono dove dice la testa della catena',
  ANCORA: 'la riga non è quella ancorata: la catena è stata riscritta dopo l’ancora precedente',
  CODA: 'mancano righe che erano ancorate: la coda è stata tagliata',
  POTATURA: 'le righe più vecchie sono state tolte prima del tempo',
};

/** A line for a person. */
export function frase({ ambito, righe, potata, ancorata, alterazione }: EsitoCatena): string {
  const catena = `ambito ${ambito}: ${righe} righe${potata > 0n ? `, le prime ${potata} potate,` : ''}`;
  if (alterazione) {
    return `${catena} in ordine, poi ALTERATA alla riga ${alterazione.riga}: ${FRASI[alterazione.difetto]}.`;
  }
  const scoperte = righe - ancorata;
  return `${catena}${potata > 0n ? '' : ','} OK${scoperte > 0n ? ` (${scoperte} non ancora ancorate)` : ''}.`;
}
