import { normalizza } from './normalizza.js';

/** What a code is. Only VALIDO and OMOCODICO belong to one person for life. */
export type NaturaCodice = 'VALIDO' | 'OMOCODICO' | 'PROVVISORIO' | 'STP' | 'ENI' | 'ASSENTE' | 'NON_VALIDO';

/** Form and check character of a normalised code of 16 characters: a library's work. */
export type ControlloCodice = (codice: string) => boolean;

export interface CodiceLetto {
  readonly natura: NaturaCodice;
  /** As it is to be kept and compared; empty when ASSENTE. */
  readonly codice: string;
}

const CIFRE = [6, 7, 9, 10, 12, 13, 14];
/** What stands for 0 to 9 when the Agenzia delle Entrate had to give a second person another code. */
const LETTERE_OMOCODIA = 'LMNPQRSTUV';

const PERSONALE = /^[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/;
const PROVVISORIO = /^\d{11}$/;
/** For foreigners without a residence permit (STP) and for unregistered EU citizens (ENI): 13 digits, renewed and lost. */
const TESSERA = /^(STP|ENI)\d{13}$/;

/**
 * Reads a code as it was typed. The letters of an omocodic code are never turned back to digits: with the digits it is
 * another person's code.
 */
export function leggiCodice(scritto: string | null | undefined, controllo: ControlloCodice): CodiceLetto {
  const codice = normalizza(scritto ?? '', { maiuscolo: true });
  return { natura: naturaDi(codice, controllo), codice };
}

/** Whether two records with this code are certainly of one person. */
export function isCollegabile({ natura }: CodiceLetto): boolean {
  return natura === 'VALIDO' || natura === 'OMOCODICO';
}

function naturaDi(codice: string, controllo: ControlloCodice): NaturaCodice {
  if (codice === '') {
    return 'ASSENTE';
  }
  if (PROVVISORIO.test(codice)) {
    return 'PROVVISORIO';
  }
  const [, tessera] = TESSERA.exec(codice) ?? [];
  if (tessera) {
    return tessera as 'STP' | 'ENI';
  }
  if (!PERSONALE.test(codice) || !isGiorno(codice) || !controllo(codice)) {
    return 'NON_VALIDO';
  }
  return CIFRE.some((posto) => LETTERE_OMOCODIA.includes(codice.charAt(posto))) ? 'OMOCODICO' : 'VALIDO';
}

/** Check characters alone would let day 99 pass. Women's days are written from 41 to 71. */
function isGiorno(codice: string): boolean {
  const giorno = Number([9, 10].map((posto) => cifraDi(codice.charAt(posto))).join(''));
  return (giorno >= 1 && giorno <= 31) || (giorno >= 41 && giorno <= 71);
}

function cifraDi(carattere: string): string {
  const valore = LETTERE_OMOCODIA.indexOf(carattere);
  return valore < 0 ? carattere : String(valore);
}

const MESI = 'ABCDEHLMPRST';

/**
 * The birthday that a personal code tells, omocodic ones too. Two digits of the year are all that it has: it is taken to be
 * the latest year that is not in the future.
 *
 * @param codice a code that `leggiCodice` found VALIDO or OMOCODICO
 * @param oggi ISO 8601
 * @returns ISO 8601
 */
export function nascitaDi(codice: string, oggi: string): string {
  const numero = (...posti: number[]) => Number(posti.map((posto) => cifraDi(codice.charAt(posto))).join(''));
  const dueCifre = (valore: number) => String(valore).padStart(2, '0');
  const giorno = numero(9, 10) % 40;
  const resto = `-${dueCifre(MESI.indexOf(codice.charAt(8)) + 1)}-${dueCifre(giorno)}`;
  const secolo = Number(oggi.slice(0, 2)) * 100;
  const recente = `${secolo + numero(6, 7)}${resto}`;
  return recente <= oggi ? recente : `${secolo - 100 + numero(6, 7)}${resto}`;
}
