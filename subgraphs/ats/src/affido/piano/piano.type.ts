import type { CodiceVincolo, FamigliaAffidataria, RichiestaAffido } from '../abbinamento/abbinamento.type.js';

export interface Assegnata {
  readonly richiesta: RichiestaAffido;
  readonly famiglia: FamigliaAffidataria;
  readonly centesimi: number;
}

export interface NonAssegnata {
  readonly richiesta: RichiestaAffido;
  /** As an Italian sentence. */
  readonly motivo: string;
  readonly vincolo: CodiceVincolo | null;
}

/** Which family for which request, all at once. */
export interface Piano {
  readonly abbinamenti: readonly Assegnata[];
  readonly nonAbbinate: readonly NonAssegnata[];
  readonly punteggioCentesimi: number;
  /** True only when every part was proved to have nothing better. */
  readonly ottimo: boolean;
}

/** What a plan is better by: first minors with a family, then those of them who have waited long, then points. */
export interface Merito {
  readonly minori: number;
  readonly diLungaAttesa: number;
  readonly centesimi: number;
}

/** A request and a family that may be brought together, by their place in their lists. */
export interface Coppia {
  readonly r: number;
  readonly f: number;
  readonly centesimi: number;
}

/** A part of the whole that shares no request and no family with another: it is solved by itself. */
export interface Parte {
  readonly coppie: readonly Coppia[];
  /** How many minors a request of the part is about, by its place. */
  readonly minori: ReadonlyMap<number, number>;
  readonly attesaLunga: ReadonlySet<number>;
  /** Free places of a family of the part, by its place. */
  readonly posti: ReadonlyMap<number, number>;
}

export interface SoluzioneParte {
  readonly scelte: readonly Coppia[];
  readonly ottima: boolean;
}
