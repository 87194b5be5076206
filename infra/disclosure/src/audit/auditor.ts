import type { Intervallo } from './forma.js';
import {
  contributori,
  dominiPer,
  type Domini,
  eEsatta,
  eProtetta,
  eSoppressa,
  type Incognita,
  type Modello,
  type Osservatore,
  suaDi,
} from './modello.js';
import { impronta, scomponi, type Sistema } from './sistema.js';
import { Solutore } from './solutore.js';
import { CONTRADDITTORIO, estremi, ristretteIn } from './valori.js';

/** A cell that can be told. `minimo` and `massimo` are as secret as the cell: they belong in no log. */
export interface Violazione {
  readonly id: string;
  readonly cubo: string;
  readonly cella: string;
  /** Null: anybody. Otherwise the ambito or the body that can tell, knowing its own counts. */
  readonly chi: Osservatore;
  readonly minimo: number;
  readonly massimo: number;
  /** How many values are possible: one or two. */
  readonly valori: number;
  /** The counts that it was worked out from: suppressing some of them may hide it. */
  readonly legate: readonly string[];
}

export interface EsitoAudit {
  readonly violazioni: readonly Violazione[];
  /** Cells that were told in ways that cannot all be true: a wrong figure, or a sum that does not hold. */
  readonly contraddizioni: ReadonlyArray<readonly string[]>;
  /** Cells that promise to hide their count. */
  readonly protette: number;
  /** Integer programs solved, by the cube that the first of their counts is of. */
  readonly programmi: ReadonlyMap<string, number>;
}

/**
 * Looks for every suppressed or rounded cell that somebody can work out: first somebody outside, who knows what was
 * published and which sums hold, then each contributor, who knows its own counts exactly besides. Contributors do
 * not tell each other. A cell that anybody can tell is reported once.
 *
 * @throws AuditIncompiuto when the solver does not finish
 */
export async function audita(modello: Modello): Promise<EsitoAudit> {
  const audit = new Audit(modello);
  for (const chi of [null, ...contributori(modello)]) {
    await audit.guarda(chi);
  }
  return audit.esito();
}

/** What the observer can work out of each count: its least and greatest possible value. Asks two programs a count. */
export async function intervalliPer(modello: Modello, chi: Osservatore): Promise<ReadonlyMap<string, Intervallo>> {
  const domini = dominiPer(modello, chi);
  const intervalli = new Map(domini);
  const solutore = new Solutore();
  for (const sistema of scomponi(modello, domini).sistemi) {
    await solutore.su(sistema, (risolvi) => {
      sistema.nomi.forEach((id, i) => {
        const trovato = estremi(i, sistema, risolvi);
        if (trovato) {
          intervalli.set(id, trovato);
        }
      });
    });
  }
  return intervalli;
}

class Audit {
  private readonly solutore = new Solutore();
  private readonly incognite: ReadonlyMap<string, Incognita>;
  private readonly violazioni = new Map<string, Violazione>();
  private readonly contraddizioni = new Map<string, readonly string[]>();
  private readonly programmi = new Map<string, number>();
  /** What has been looked at: an insider whose own counts touch nothing sees there what anybody sees. */
  private readonly visti = new Set<string>();

  constructor(private readonly modello: Modello) {
    this.incognite = new Map(modello.incognite.map((incognita) => [incognita.id, incognita]));
  }

  async guarda(chi: Osservatore): Promise<void> {
    const domini = dominiPer(this.modello, chi);
    const { sistemi, contraddizioni } = scomponi(this.modello, domini);
    contraddizioni.forEach((ids) => this.contraddice(ids));
    this.note(chi, domini);
    for (const sistema of sistemi.filter((candidato) => this.nuovo(candidato))) {
      await this.guardaSistema(sistema, chi);
    }
  }

  esito(): EsitoAudit {
    return {
      violazioni: [...this.violazioni.values()],
      contraddizioni: [...this.contraddizioni.values()],
      protette: this.modello.incognite.filter(eProtetta).length,
      programmi: this.programmi,
    };
  }

  private nuovo(sistema: Sistema): boolean {
    const testo = impronta(sistema);
    return !this.visti.has(testo) && Boolean(this.visti.add(testo));
  }

  private async guardaSistema(sistema: Sistema, chi: Osservatore): Promise<void> {
    const chieste = new Set(sistema.nomi.filter((id) => this.daDifendere(id, chi)));
    if (chieste.size === 0) {
      return;
    }
    const prima = this.solutore.programmi;
    const ristrette = await ristretteIn(this.solutore, sistema, chieste);
    const { cubo } = this.incognite.get(sistema.nomi[0]!)!;
    this.programmi.set(cubo, (this.programmi.get(cubo) ?? 0) + this.solutore.programmi - prima);
    if (ristrette === CONTRADDITTORIO) {
      this.contraddice(sistema.nomi);
      return;
    }
    for (const { id, valori } of ristrette) {
      this.segnala(id, valori, sistema.nomi, chi);
    }
  }

  /** A cell whose forms alone leave one value: it is in no system. */
  private note(chi: Osservatore, domini: Domini): void {
    for (const [id, { minimo, massimo }] of domini) {
      if (minimo === massimo && this.daDifendere(id, chi)) {
        this.segnala(id, [minimo], [id], chi);
      }
    }
  }

  private daDifendere(id: string, chi: Osservatore): boolean {
    const incognita = this.incognite.get(id)!;
    return eProtetta(incognita) && !suaDi(incognita, chi) && !this.violazioni.has(id);
  }

  private segnala(id: string, valori: readonly number[], legate: readonly string[], chi: Osservatore): void {
    const { cubo, cella } = this.incognite.get(id)!;
    if (!this.eSommaDiNoti(id, chi)) {
      const [minimo, massimo] = [valori[0]!, valori.at(-1)!];
      this.violazioni.set(id, { id, cubo, cella, chi, minimo, massimo, valori: valori.length, legate });
    }
  }

  /**
   * Whether adding up is all it takes: a whole whose parts the observer knows exactly, from the Piano or because they
   * are its own, is no secret. A suppressed one is reported all the same when its parts are there for anybody to add:
   * its mark would be a promise not kept.
   */
  private eSommaDiNoti(id: string, chi: Osservatore): boolean {
    const noto = (parte: string): boolean => {
      const incognita = this.incognite.get(parte)!;
      return eEsatta(incognita) || suaDi(incognita, chi) || this.parti(parte).some((parti) => parti.every(noto));
    };
    const promessa = chi === null && eSoppressa(this.incognite.get(id)!);
    return !promessa && this.parti(id).some((parti) => parti.every(noto));
  }

  private parti(id: string): Array<readonly string[]> {
    return this.modello.somme.filter(({ intero }) => intero === id).map(({ parti }) => parti);
  }

  /** With the known figures of the same sums: the wrong one may be among them. */
  private contraddice(ids: readonly string[]): void {
    const presenti = new Set(ids);
    const somme = this.modello.somme.map(({ intero, parti }) => [intero, ...parti]);
    const tutte = somme.filter((somma) => somma.some((id) => presenti.has(id))).flat();
    const cellule = [...new Set([...ids, ...tutte])].sort();
    this.contraddizioni.set(cellule.join(), cellule);
  }
}
