import type { Forma } from '@trama/disclosure/audit/forma';
import type { Incognita, Modello, Somma } from '@trama/disclosure/audit/modello';
import type { Soglie } from '@trama/disclosure/conteggio';
import { type Cubo, eStampata } from './cubo.js';
import { chiave, contributoreDi, eTotale, nomeDi, type Posto, postoDi } from './posto.js';
import type { CellaNota, Edizione } from './registro.js';

export interface ModelloPubblicato {
  readonly modello: Modello;
  /** Where each count was told: cells of editions. */
  readonly posti: ReadonlyMap<string, readonly PostoInEdizione[]>;
}

export interface PostoInEdizione extends Posto {
  readonly cubo: string;
  readonly edizione: number;
}

interface Opzioni {
  /** Where the exact counts are not known: whether a cell that two editions tell alike is held to be the same count. */
  readonly presumiInvariate: boolean;
}

/**
 * All editions as one question. Cells of one measure, contributor and year that have the same exact count are one unknown,
 * in whatever edition or cube: who follows the editions may well know that a figure did not change.
 */
export function modelloDi(cubi: readonly Cubo[], edizioni: readonly Edizione[], opzioni: Opzioni): ModelloPubblicato {
  const costruzione = new Costruzione(opzioni);
  for (const edizione of edizioni) {
    costruzione.aggiungi(edizione, cuboDi(cubi, edizione));
  }
  return costruzione.fatto();
}

/** Whether some count may not be known here, so that no contributor can be put in its own place. */
export const mancanoVeri = (cubi: readonly Cubo[], edizioni: readonly Edizione[]): boolean =>
  edizioni.some((edizione) => {
    const cubo = cuboDi(cubi, edizione);
    const sue = edizione.celle.filter((cella) => !eTotale(cella));
    return sue.some((cella) => eContata(cubo, cella.codice) && veroDi(cubo, cella) === null);
  });

/** Also of a cube that the code no longer has: its editions were read all the same. */
const cuboDi = (cubi: readonly Cubo[], { cubo }: Edizione): Cubo =>
  cubi.find(({ nome }) => nome === cubo) ?? { nome: cubo, statement: '', misure: {} };

class Costruzione {
  private readonly incognite = new Map<string, Incognita & { readonly forme: Forma[] }>();
  private readonly somme = new Map<string, Somma>();
  private readonly posti = new Map<string, PostoInEdizione[]>();
  /** The last unknown of each cell whose exact count is not known, and how it was told. */
  private readonly ultime = new Map<string, { readonly detta: string; readonly id: string }>();

  constructor(private readonly opzioni: Opzioni) {}

  fatto(): ModelloPubblicato {
    const modello = { incognite: [...this.incognite.values()], somme: [...this.somme.values()] };
    return { modello, posti: this.posti };
  }

  aggiungi(edizione: Edizione, cubo: Cubo): void {
    const conteggi = new Map<string, string>();
    const contate = edizione.celle.filter(({ codice }) => eContata(cubo, codice));
    for (const cella of contate.filter((cella) => !eTotale(cella))) {
      conteggi.set(chiave(cella), this.conteggio(edizione, cubo, cella));
    }
    for (const cella of contate.filter(eTotale)) {
      this.totale(edizione, cubo, cella, contate, conteggi);
    }
    this.derivate(edizione, cubo, conteggi);
    this.sommeDi(cubo, contate, conteggi);
  }

  private conteggio(edizione: Edizione, cubo: Cubo, cella: CellaNota): string {
    const id = this.idDi(edizione, cubo, cella);
    this.forma(id, edizione, cubo, cella, cella.esatto);
    return id;
  }

  private totale(
    edizione: Edizione,
    cubo: Cubo,
    cella: CellaNota,
    contate: readonly CellaNota[],
    conteggi: ReadonlyMap<string, string>,
  ): void {
    const addendi = contate.filter(
      (altra) => !eTotale(altra) && altra.anno === cella.anno && altra.codice === cella.codice,
    );
    const parti = addendi.map((addendo) => conteggi.get(chiave(addendo))!);
    const veri = addendi.map((addendo) => veroDi(cubo, addendo));
    const id = `totale di ${[...parti].sort().join(' + ')}`;
    const vero = veri.includes(null) ? null : veri.reduce((sum, n) => sum! + n!, 0);
    this.forma(id, edizione, cubo, cella, vero);
    this.somma(id, parti);
  }

  /** What medians and printed rates say of the counts that they are about. */
  private derivate({ celle }: Edizione, { misure }: Cubo, conteggi: ReadonlyMap<string, string>): void {
    const valori = new Map(celle.map((cella) => [chiave(cella), cella.valore]));
    for (const cella of celle.filter(({ valore }) => valore !== null)) {
      const misura = misure[cella.codice];
      if (misura?.tipo === 'DIPENDENTE') {
        this.aggiungiForma(conteggi.get(chiave({ ...cella, codice: misura.da })), { tipo: 'PRESENTE' });
      }
      if (misura?.tipo === 'TASSO' && eStampata(cella)) {
        const denominatore = valori.get(chiave({ ...cella, codice: misura.su }));
        const { per, decimaliStampati: decimali } = misura;
        if (denominatore) {
          const forma: Forma = { tipo: 'TASSO', valore: cella.valore!, denominatore, per, decimali };
          this.aggiungiForma(conteggi.get(chiave({ ...cella, codice: misura.di })), forma);
        }
      }
    }
  }

  /** The declared sums, for each ambito and year of which any part was told. */
  private sommeDi(cubo: Cubo, contate: readonly CellaNota[], conteggi: ReadonlyMap<string, string>): void {
    const luoghi = new Map(
      contate
        .filter((cella) => !eTotale(cella))
        .map((cella) => [chiave({ ...cella, codice: '' }), { ...postoDi(cella), codice: '' }]),
    );
    for (const luogo of luoghi.values()) {
      const utili = sommeUtili(cubo, luogo, conteggi);
      const nominati = new Set(utili.flatMap(({ intero, parti }) => [intero, ...parti]));
      const noti = [...nominati].flatMap((codice) => conteggi.get(chiave({ ...luogo, codice })) ?? []);
      for (const { intero, parti } of utili) {
        const id = (codice: string): string =>
          conteggi.get(chiave({ ...luogo, codice })) ?? this.maiDetta(cubo, luogo, codice, noti);
        this.somma(id(intero), parti.map(id));
      }
    }
  }

  /** A count that no edition told: known only through the sums that it is in. */
  private maiDetta(cubo: Cubo, luogo: Omit<Posto, 'codice'>, codice: string, noti: readonly string[]): string {
    const id = `mai detta ${cubo.nome}/${chiave({ ...luogo, codice })} con ${noti.join(' ')}`;
    const incognita = {
      id,
      cubo: cubo.nome,
      cella: nomeDi({ ...luogo, codice }),
      contributore: contributoreDi({ ...luogo, codice }),
    };
    this.incognite.set(id, { ...incognita, forme: [], vero: null });
    return id;
  }

  private forma(id: string, edizione: Edizione, cubo: Cubo, cella: CellaNota, vero: number | null): void {
    const contributore = contributoreDi(cella);
    if (!this.incognite.has(id)) {
      // What a contributor can know exactly is its own count; nobody knows a total but by adding up.
      const suo = contributore === null ? null : vero;
      this.incognite.set(id, { id, cubo: cubo.nome, cella: nomeDi(cella), contributore, forme: [], vero: suo });
    }
    formaDi(edizione, cubo, cella, vero).forEach((forma) => this.aggiungiForma(id, forma));
    const posti = this.posti.get(id) ?? [];
    this.posti.set(id, [...posti, { ...postoDi(cella), cubo: edizione.cubo, edizione: edizione.numero }]);
  }

  private aggiungiForma(id: string | undefined, forma: Forma): void {
    const forme = id === undefined ? undefined : this.incognite.get(id)?.forme;
    if (forme && !forme.some((nota) => JSON.stringify(nota) === JSON.stringify(forma))) {
      forme.push(forma);
    }
  }

  private somma(intero: string, parti: readonly string[]): void {
    this.somme.set(JSON.stringify([intero, parti]), { intero, parti });
  }

  private idDi(edizione: Edizione, cubo: Cubo, cella: CellaNota): string {
    const misura = cubo.misure[cella.codice];
    const conta = (misura?.tipo === 'PERSONE' ? misura.conta : undefined) ?? `${cubo.nome}/${cella.codice}`;
    const nome = `${conta}/${contributoreDi(cella)}/${cella.anno}`;
    const vero = veroDi(cubo, cella);
    return vero === null ? this.idSenzaVero(nome, edizione, cella) : `${nome}=${vero}`;
  }

  private idSenzaVero(nome: string, { cubo, numero }: Edizione, cella: CellaNota): string {
    const detta = JSON.stringify([cella.valore, cella.soppresso, cella.data, cella.origine]);
    const ultima = this.ultime.get(`${cubo} ${nome}`);
    const stessa = this.opzioni.presumiInvariate && ultima?.detta === detta;
    const id = stessa ? ultima.id : `${nome}~${cubo}.${numero}`;
    this.ultime.set(`${cubo} ${nome}`, { detta, id });
    return id;
  }
}

/** A measure that the code no longer lists is held to count people. */
function eContata({ misure }: Cubo, codice: string): boolean {
  const tipo = misure[codice]?.tipo ?? 'PERSONE';
  return tipo === 'PERSONE' || tipo === 'PUBBLICA';
}

/** The count behind a cell, where it is known: to its ambito, or to everybody because it is told exactly. */
const veroDi = (cubo: Cubo, cella: CellaNota): number | null =>
  cella.esatto ?? (eDettaEsatta(cubo, cella) ? cella.valore : null);

const eDettaEsatta = ({ misure }: Cubo, cella: CellaNota): boolean =>
  eStampata(cella) || misure[cella.codice]?.tipo === 'PUBBLICA';

function formaDi({ soglie }: Edizione, cubo: Cubo, cella: CellaNota, vero: number | null): Forma[] {
  if (cella.soppresso) {
    const { minimo } = soglie;
    return [nascosta(minimo, cubo, cella, vero) ? { tipo: 'NASCOSTA' } : { tipo: 'SOPPRESSA', minimo }];
  }
  if (cella.valore === null) {
    return [];
  }
  const { valore } = cella;
  if (eDettaEsatta(cubo, cella)) {
    return [{ tipo: 'ESATTA', valore }];
  }
  return [valore % soglie.base === 0 ? { tipo: 'ARROTONDATA', valore, soglie } : nonArrotondata(cubo, cella, valore)];
}

/** A count that should have been rounded hides nothing, which is a violation; of a measure that is no more, who knows. */
const nonArrotondata = ({ misure }: Cubo, { codice, esatto }: CellaNota, valore: number): Forma =>
  esatto !== null || misure[codice] ? { tipo: 'ARROTONDATA', valore, soglie: NIENTE } : { tipo: 'ESATTA', valore };

const NIENTE: Soglie = Object.freeze({ minimo: 0, base: 1 });

/** Held back though it is not small. Where the count is not known, what the cube declares has to be believed. */
const nascosta = (minimo: number, { soppressioni = [] }: Cubo, cella: CellaNota, vero: number | null): boolean =>
  vero === null ? soppressioni.some((altra) => chiave(altra) === chiave(cella)) : vero >= minimo;

/** Without those that say nothing: no part was told, or the whole was not and stands in no other sum. */
function sommeUtili(
  { somme = [] }: Cubo,
  luogo: Omit<Posto, 'codice'>,
  conteggi: ReadonlyMap<string, string>,
): NonNullable<Cubo['somme']> {
  const detta = (codice: string) => conteggi.has(chiave({ ...luogo, codice }));
  const volte = (codice: string) => somme.filter(({ intero, parti }) => [intero, ...parti].includes(codice)).length;
  return somme.filter(({ intero, parti }) => parti.some(detta) && (detta(intero) || volte(intero) > 1));
}
