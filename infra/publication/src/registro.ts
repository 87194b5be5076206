import { SOGLIE, type Soglie } from '@trama/disclosure/conteggio';
import { type Cella, type Cubo, eStampata, type Figura } from './cubo.js';
import { chiave } from './posto.js';

/** A cell with the exact count behind it; null where it is not a count, is printed, or may not be known here. */
export interface CellaNota extends Omit<Cella, 'fonte'> {
  readonly esatto: number | null;
}

/** An edition as it stands in the register, or as it is about to be written there. */
export interface Edizione {
  readonly cubo: string;
  readonly numero: number;
  readonly soglie: Soglie;
  readonly celle: readonly CellaNota[];
}

/** A statement on any connection: of the owner, or of the login that reads published figures. */
export type Interroga = <Row>(statement: string, values?: unknown[]) => Promise<Row[]>;

/** The counts behind the cells of an edition that were not told exactly. */
export function esatteDi({ misure }: Cubo, figure: readonly Figura[]): Figura[] {
  return figure.filter((figura) => misure[figura.codice]?.tipo === 'PERSONE' && !eStampata(figura));
}

/** An edition before it has been written. */
export function edizioneNuova(
  cubo: Cubo,
  numero: number,
  celle: readonly Cella[],
  figure: readonly Figura[],
): Edizione {
  const esatte = new Map(esatteDi(cubo, figure).map((figura) => [chiave(figura), figura.valore]));
  return {
    cubo: cubo.nome,
    numero,
    soglie: cubo.soglie ?? SOGLIE,
    celle: celle.map((cella) => ({ ...cella, esatto: esatte.get(chiave(cella)) ?? null })),
  };
}

const CON_ESATTE = 'LEFT JOIN pubblicazione.esatta x USING (cubo, edizione, ambito_id, anno, codice, ente)';

interface Riga extends CellaNota, Soglie {
  readonly cubo: string;
  readonly numero: number;
}

/** Every edition ever published, the oldest of each cube first; with the exact counts where the login may read them. */
export async function leggiEdizioni(interroga: Interroga): Promise<Edizione[]> {
  const [privilegio] = await interroga<{ esatte: boolean }>(
    `SELECT has_table_privilege('pubblicazione.esatta', 'SELECT') AS esatte`,
  );
  const righe = await interroga<Riga>(`
    /* pubblicazione.leggiEdizioni */
    SELECT e.cubo, e.numero, e.minimo, e.base, c.ambito_id, c.anno, c.codice, c.ente, c.valore, c.soppresso,
           c.data::text AS data, c.origine, ${privilegio?.esatte ? 'x.valore' : 'NULL::integer'} AS esatto
    FROM pubblicazione.cella c ${privilegio?.esatte ? CON_ESATTE : ''}
    JOIN pubblicazione.edizione e ON e.cubo = c.cubo AND e.numero = c.edizione
    ORDER BY e.cubo, e.numero, c.ambito_id, c.anno, c.codice, c.ente`);
  const edizioni = new Map<string, Edizione & { readonly celle: CellaNota[] }>();
  for (const { cubo, numero, minimo, base, ...cella } of righe) {
    const nome = `${cubo}/${numero}`;
    const edizione = edizioni.get(nome) ?? { cubo, numero, soglie: { minimo, base }, celle: [] };
    edizioni.set(nome, edizione);
    edizione.celle.push(cella);
  }
  return [...edizioni.values()];
}
