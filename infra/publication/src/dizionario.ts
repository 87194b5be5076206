import type { EntityManager } from 'typeorm';

/** A measure in words, in Italian. */
export interface Voce {
  readonly etichetta: string;
  /** What is counted, in the plural: persone, nuclei, giorni. */
  readonly unita: string;
  /** How it is counted, and what it does not say. */
  readonly descrizione: string;
}

/** What the measures of a cube are, in words: it goes out with every edition. */
export interface Dizionario {
  readonly titolo: string;
  /** Where the source says otherwise than `LICENZA`. */
  readonly licenza?: string;
  readonly voci: Readonly<Record<string, Voce>>;
}

export const LICENZA = 'CC BY 4.0';

const SCRIVI = `
  /* pubblicazione.dizionario */
  INSERT INTO pubblicazione.dizionario (cubo, edizione, titolo, licenza, voci)
  SELECT e.cubo, e.numero, $2, $3, $4 FROM pubblicazione.edizione e WHERE e.cubo = $1
  ON CONFLICT DO NOTHING`;

/** Says what the cells are, of every edition of the cube that does not say so yet; one that does keeps its words. */
export async function scriviDizionario(
  manager: EntityManager,
  nome: string,
  dizionario: (() => Dizionario) | undefined,
): Promise<void> {
  if (dizionario) {
    const { titolo, licenza = LICENZA, voci } = dizionario();
    await manager.query(SCRIVI, [nome, titolo, licenza, JSON.stringify(voci)]);
  }
}
