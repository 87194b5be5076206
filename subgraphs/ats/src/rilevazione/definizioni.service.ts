import { type DefinizioneAnnuale, definizionePer, type Rilevazione } from '@trama/regole/rilevazione';
import { caricaRilevazione, caricaRiprese, rilevazioniPresenti } from '@trama/regole/node/cartella';
import type { Ripresa } from '@trama/regole/riprese';
import { testoDefinizione } from '@trama/regole/impronta';
import type { Fonte as FonteRegola } from '@trama/regole/formato';
import type { Fonte } from '@trama/schema/fonte';
import { createHash } from 'node:crypto';

/** Which definition a campaign was opened with. */
export interface CampagnaDefinita {
  readonly rilevazione: string;
  readonly anno: number;
  readonly impronta: string;
}

const impronte = new WeakMap<DefinizioneAnnuale, string>();

/** Worked out once for each definition, which never changes: a list of voci asks for it at every field. */
export function improntaDi(definizione: DefinizioneAnnuale): string {
  const nota = impronte.get(definizione) ?? createHash('sha256').update(testoDefinizione(definizione)).digest('hex');
  impronte.set(definizione, nota);
  return nota;
}

/** A source as answers tell it. */
export const fonteDi = ({ documento, capitolo, pagina }: FonteRegola): Fonte => ({
  documento,
  capitolo,
  pagina,
  paginaFine: null,
  paginaStimata: false,
});

/** The collections of the project, read and checked once, when somebody first asks. */
class Definizioni {
  private lette: ReadonlyMap<string, Rilevazione> | undefined;
  private prese: readonly Ripresa[] | undefined;
  private readonly annuali = new Map<string, DefinizioneAnnuale | null>();

  get rilevazioni(): ReadonlyMap<string, Rilevazione> {
    return (this.lette ??= new Map(rilevazioniPresenti().map((codice) => [codice, caricaRilevazione(codice)])));
  }

  /** Voci that ask the same thing. */
  get riprese(): readonly Ripresa[] {
    return (this.prese ??= caricaRiprese(this.rilevazioni));
  }

  /** What a collection asks in a year; null for one that does not exist, or that is not made in that year. */
  per(codice: string, anno: number): DefinizioneAnnuale | null {
    const chiave = `${codice} ${anno}`;
    if (!this.annuali.has(chiave)) {
      const rilevazione = this.rilevazioni.get(codice);
      this.annuali.set(chiave, rilevazione ? definizionePer(rilevazione, anno) : null);
    }
    return this.annuali.get(chiave) ?? null;
  }

  /**
   * What a campaign asked when it was opened.
   *
   * @throws Error when the files no longer say so: then nothing may be judged by them
   */
  di({ rilevazione, anno, impronta }: CampagnaDefinita): DefinizioneAnnuale {
    const definizione = this.per(rilevazione, anno);
    if (!definizione || improntaDi(definizione) !== impronta) {
      throw new Error(`the definition of ${rilevazione} ${anno} is not the one that its campaign was opened with`);
    }
    return definizione;
  }
}

export const definizioni = new Definizioni();
