import { createHash } from 'node:crypto';
import { type Caso, caso } from './caso.js';

/** A request for a foster family that describes nobody: who looks for a family and who keeps families both load it. */
export interface RichiestaDimostrativa {
  readonly ambito: number;
  readonly codice: string;
  readonly id: string;
  /** Which comune of its ambito, by its place in the list of them. */
  readonly comune: number;
  readonly eta: number;
  readonly tipo: string;
  readonly macrocategoria: string;
  readonly natura: string;
  readonly fratelli: number;
  readonly bisogniSpeciali: boolean;
  readonly lingue: readonly string[];
  readonly vicinanza: string;
  readonly decretoAutorita: string;
  readonly decretoData: string;
  readonly stato: 'IN_ATTESA' | 'IN_AFFIDO' | 'CHIUSA';
}

/** Up to when demonstration requests were made: a fixed day, so that they are the same at every start. */
const FINO_AL = Date.parse('2026-10-31');
const GIORNO_MS = 86_400_000;

const TIPI = [
  'RESIDENZIALE',
  'RESIDENZIALE',
  'RESIDENZIALE',
  'DIURNO',
  'APPOGGIO',
  'PRONTO_INTERVENTO',
  'FINE_SETTIMANA',
];
const LINGUE: ReadonlyArray<readonly string[]> = [[], [], [], [], ['ar'], ['ro'], ['pa'], ['ur'], ['fr', 'wo']];
const VICINANZE = ['INDIFFERENTE', 'INDIFFERENTE', 'INDIFFERENTE', 'VICINO', 'LONTANO'];
const STATI = ['IN_ATTESA', 'IN_ATTESA', 'IN_ATTESA', 'IN_AFFIDO', 'IN_AFFIDO', 'CHIUSA'] as const;

/** Between fourteen and twenty-two for each of the twelve ambiti. */
export function richiesteDimostrative(): RichiestaDimostrativa[] {
  return Array.from({ length: 12 }, (_, i) => i + 1).flatMap((ambito) => {
    const sorte = caso(7_000 + ambito);
    return Array.from({ length: sorte.intero(14, 22) }, (_, n) => richiesta(sorte, ambito, n));
  });
}

function richiesta(sorte: Caso, ambito: number, n: number): RichiestaDimostrativa {
  const natura = sorte.intero(0, 4) === 0 ? 'CONSENSUALE' : 'GIUDIZIALE';
  const stato = sorte.scelta(STATI);
  // Who is with a family waited some time ago.
  const giorni = stato === 'IN_ATTESA' ? sorte.intero(3, 260) : sorte.intero(200, 900);
  return {
    ambito,
    codice: `${String(ambito).padStart(2, '0')}-R-${cifreDi(ambito, n)}`,
    id: uuidDi(ambito, n),
    comune: sorte.intero(0, 1_000),
    eta: sorte.intero(0, 16),
    tipo: sorte.scelta(TIPI),
    macrocategoria: sorte.intero(0, 2) === 0 ? 'RESIDUALE' : 'RECUPERABILE',
    natura,
    fratelli: sorte.intero(0, 5) === 0 ? sorte.intero(1, 2) : 0,
    bisogniSpeciali: sorte.intero(0, 6) === 0,
    lingue: sorte.scelta(LINGUE),
    vicinanza: sorte.scelta(VICINANZE),
    decretoAutorita: natura === 'CONSENSUALE' ? 'Servizio sociale del comune' : 'Tribunale per i Minorenni di Brescia',
    decretoData: new Date(FINO_AL - giorni * GIORNO_MS).toISOString().slice(0, 10),
    stato,
  };
}

const impronta = (...parti: readonly number[]): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(['trama.dimostrativo', 'richiesta-affido', ...parti]))
    .digest();

const CIFRE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const cifreDi = (...parti: readonly number[]): string =>
  [...impronta(...parti).subarray(0, 8)].map((byte) => CIFRE.charAt(byte % 32)).join('');

/** The same id at every start, on every machine (RFC 9562, version 8). */
function uuidDi(...parti: readonly number[]): string {
  const byte = impronta(...parti).subarray(8, 24);
  byte.writeUInt8((byte.readUInt8(6) & 0x0f) | 0x80, 6);
  byte.writeUInt8((byte.readUInt8(8) & 0x3f) | 0x80, 8);
  return byte.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
