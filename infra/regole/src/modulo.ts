import type { FileVersione, FileVoce } from './formato.js';
import { PAROLE_CHIAVE } from './lessico/parole.js';
import { isFunzione } from './lessico/funzioni.js';
import { compare, fromNumber, type Razionale } from './lessico/razionale.js';
import { type Espressione, leggiEspressione } from './lessico/sintassi.js';
import { CIFRE_VOCE, type Tipo, tipoDiEspressione, type Vocabolario } from './lessico/tipi.js';
import { describeUnita, NUMERO_PURO, parseUnita, sameUnita, type Dimensione } from './lessico/unita.js';
import { vociDi } from './lessico/menzioni.js';

/** Something wrong in a file, said so that whoever wrote it finds the place. */
export interface Problema {
  readonly dove: string;
  readonly messaggio: string;
}

export interface Voce extends Omit<FileVoce, 'minimo' | 'massimo' | 'formula'> {
  readonly sezione: string;
  /** Its place in the form, from 0. */
  readonly ordine: number;
  readonly minimo: Razionale | null;
  readonly massimo: Razionale | null;
  readonly formula: Espressione | null;
  readonly testoFormula: string | null;
}

/** The voci of one version, with their formulas read and checked. */
export interface Modulo {
  readonly file: FileVersione;
  readonly voci: ReadonlyMap<string, Voce>;
  readonly tipi: ReadonlyMap<string, Tipo>;
}

/** Reads one version. What is wrong goes to `problemi`; the module is complete enough to check the rules on. */
export function buildModulo(file: FileVersione, problemi: Problema[]): Modulo {
  const dove = `${file.rilevazione}, versione ${file.versione}`;
  const report = (codice: string, messaggio: string): void =>
    void problemi.push({ dove: `${dove}, voce ${codice}`, messaggio });
  const voci = new Map<string, Voce>();
  for (const sezione of file.sezioni) {
    for (const voce of sezione.voci) {
      checkVoce(voce, report);
      if (voci.has(voce.codice)) {
        report(voce.codice, 'il codice è ripetuto: ogni voce ha il suo');
      } else {
        voci.set(voce.codice, compile(voce, sezione.codice, voci.size, report));
      }
    }
  }
  repeated(file.sezioni.map(({ codice }) => codice)).forEach((codice) =>
    problemi.push({ dove: `${dove}, sezione ${codice}`, messaggio: 'il codice è ripetuto' }),
  );
  return { file, voci, tipi: typesOf(voci, report) };
}

type Report = (codice: string, messaggio: string) => void;

/** What the schema cannot say: which fields go together. */
function checkVoce(voce: FileVoce, report: Report): void {
  const sbagli = isNumerica(voce) ? [...unitaProblems(voce), ...limitiProblems(voce)] : senzaNumeroProblems(voce);
  const { codice, contaPersone, tipo } = voce;
  const riservata = isFunzione(codice) || (PAROLE_CHIAVE as readonly string[]).includes(codice);
  const altri: Sbaglio[] = [
    [riservata, 'è una parola delle regole: scegli un altro codice'],
    [contaPersone && tipo !== 'INTERO', 'chi conta persone conta interi'],
  ];
  [...sbagli, ...altri].filter(([sbagliato]) => sbagliato).forEach(([, messaggio]) => report(codice, messaggio));
}

type Sbaglio = readonly [sbagliato: boolean, messaggio: string];

const isNumerica = ({ tipo }: FileVoce): boolean => tipo !== 'SI_NO' && tipo !== 'TESTO';

function unitaProblems({ tipo, unita, decimali }: FileVoce): Sbaglio[] {
  const decimale = tipo !== 'INTERO';
  return [
    [unita === undefined, "manca l'unità"],
    [unita !== undefined && parseUnita(unita) === null, `l'unità ${unita} non esiste`],
    [tipo === 'PERCENTUALE' && unita !== 'percentuale', "l'unità di una percentuale è percentuale"],
    [decimale && decimali === undefined, 'manca il numero di decimali'],
    [!decimale && decimali !== undefined, 'un intero non ha decimali'],
  ];
}

function limitiProblems({ minimo, massimo, formula, obbligatoria }: FileVoce): Sbaglio[] {
  return [
    [minimo !== undefined && massimo !== undefined && minimo > massimo, 'il minimo supera il massimo'],
    [obbligatoria && formula !== undefined, 'una voce calcolata non si chiede: non può essere obbligatoria'],
  ];
}

function senzaNumeroProblems({ unita, decimali, minimo, massimo, formula }: FileVoce): Sbaglio[] {
  return [
    [unita !== undefined, "l'unità è solo per i numeri"],
    [(decimali ?? minimo ?? massimo) !== undefined, 'decimali, minimo e massimo sono solo per i numeri'],
    [formula !== undefined, 'la formula è solo per i numeri'],
  ];
}

function compile(voce: FileVoce, sezione: string, ordine: number, report: Report): Voce {
  const limite = (nome: string, valore: number | undefined): Razionale | null => {
    const esatto = valore === undefined ? null : fromNumber(valore);
    if (valore !== undefined && !esatto) {
      report(voce.codice, `${nome} non è un numero che si possa scrivere esatto`);
    }
    return esatto;
  };
  const { minimo, massimo, formula, ...resto } = voce;
  return {
    ...resto,
    sezione,
    ordine,
    minimo: limite('minimo', minimo),
    massimo: limite('massimo', massimo),
    formula: formula === undefined ? null : readFormula(voce.codice, formula, report),
    testoFormula: formula ?? null,
  };
}

function readFormula(codice: string, formula: string, report: Report): Espressione | null {
  const esito = leggiEspressione(formula);
  if (!esito.ok) {
    report(codice, `formula, posizione ${esito.errore.posizione}: ${esito.errore.messaggio}`);
    return null;
  }
  return esito.espressione;
}

/** The type of each voce, formulas after what they use. */
function typesOf(voci: ReadonlyMap<string, Voce>, report: Report): ReadonlyMap<string, Tipo> {
  const tipi = new Map<string, Tipo>();
  for (const voce of voci.values()) {
    tipi.set(voce.codice, declaredType(voce));
  }
  for (const codice of calculationOrder(voci, report)) {
    const voce = voci.get(codice)!;
    const cifre = checkFormula(voce, { tipi, voci }, report);
    const tipo = tipi.get(codice)!;
    tipi.set(codice, tipo.tipo === 'numero' ? { ...tipo, cifre } : tipo);
  }
  return tipi;
}

function declaredType({ tipo, unita }: Voce): Tipo {
  switch (tipo) {
    case 'TESTO':
      return { tipo: 'testo' };
    case 'SI_NO':
      return { tipo: 'logico' };
    case 'INTERO':
    case 'DECIMALE':
    case 'PERCENTUALE':
      return { tipo: 'numero', unita: declaredUnita(unita), intero: tipo === 'INTERO', cifre: CIFRE_VOCE };
  }
}

const declaredUnita = (unita: string | undefined): Dimensione => parseUnita(unita ?? 'numero') ?? NUMERO_PURO;

/** Formulas in an order in which each comes after those it uses; those in a cycle are reported and left out. */
function calculationOrder(voci: ReadonlyMap<string, Voce>, report: Report): string[] {
  const ordine: string[] = [];
  const stato = new Map<string, 'APERTA' | 'CHIUSA'>();
  const visit = (codice: string, percorso: readonly string[]): void => {
    const formula = voci.get(codice)?.formula;
    if (!formula || stato.get(codice) === 'CHIUSA') {
      return;
    }
    if (stato.get(codice) === 'APERTA') {
      report(codice, `la formula usa sé stessa: ${[...percorso.slice(percorso.indexOf(codice)), codice].join(' → ')}`);
      return;
    }
    stato.set(codice, 'APERTA');
    vociDi(formula).forEach(({ codice: usata }) => visit(usata, [...percorso, codice]));
    stato.set(codice, 'CHIUSA');
    ordine.push(codice);
  };
  [...voci.keys()].forEach((codice) => visit(codice, []));
  return ordine;
}

interface Tavola {
  readonly tipi: ReadonlyMap<string, Tipo>;
  readonly voci: ReadonlyMap<string, Voce>;
}

/** Checks a formula against what its voce says it is. @returns how many digits its result may need */
function checkFormula(voce: Voce, { tipi, voci }: Tavola, report: Report): number {
  const vocabolario: Vocabolario = {
    tipoDi: (codice) => tipi.get(codice),
    tipoPrecedente: null,
    codici: [...voci.keys()],
  };
  const { tipo, errori } = tipoDiEspressione(voce.formula!, vocabolario);
  errori.forEach(({ posizione, messaggio }) => report(voce.codice, `formula, posizione ${posizione}: ${messaggio}`));
  if (vociDi(voce.formula!).some(({ quando }) => quando === 'PRIMA')) {
    report(voce.codice, "la formula usa l'anno prima: una voce si calcola solo con voci dello stesso anno");
  }
  if (tipo === null) {
    return CIFRE_VOCE;
  }
  if (tipo.tipo !== 'numero') {
    report(voce.codice, 'la formula non dà un numero');
    return CIFRE_VOCE;
  }
  const attesa = declaredUnita(voce.unita);
  if (tipo.unita && !sameUnita(tipo.unita, attesa)) {
    report(voce.codice, `la formula dà ${describeUnita(tipo.unita)}, la voce è in ${describeUnita(attesa)}`);
  }
  if (voce.tipo === 'INTERO' && !tipo.intero) {
    report(voce.codice, 'la formula può dare decimali e la voce è un intero: usa arrotonda');
  }
  return tipo.cifre;
}

export function repeated(codici: readonly string[]): string[] {
  return [...new Set(codici.filter((codice, i) => codici.indexOf(codice) !== i))];
}

/** Whether a number is outside what the voce allows. */
export function outOfRange({ minimo, massimo }: Voce, min: Razionale, max: Razionale): boolean {
  return (minimo !== null && compare(max, minimo) < 0) || (massimo !== null && compare(min, massimo) > 0);
}
