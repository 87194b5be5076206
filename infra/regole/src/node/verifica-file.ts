import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { datiDaRighe } from '../righe.js';
import { type DefinizioneAnnuale, definizionePer } from '../rilevazione.js';
import { controllaUnoAUno, type Dato } from '../valori.js';
import { esamina, impedimenti } from '../verifica.js';
import { serializzaViolazioni } from '../violazione.js';
import { caricaRilevazione, rilevazioniPresenti } from './cartella.js';
import { righeDaCsv } from './csv.js';

/** What the program prints and the code it ends with: 0 nothing blocks sending, 1 something does, 2 it could not check. */
export interface Risposta {
  readonly testo: string;
  readonly codice: 0 | 1 | 2;
}

const USO = `Controlla un file di una rilevazione su questo computer: nessun dato esce.

  npm run verifica -- dati.csv --anno 2021 [--precedenti dati-2020.csv] [--rilevazione tutela-minori] [--json]

Il file ha le colonne voce;stato;valore;nota. Con --precedenti controlla anche le regole che confrontano con l'anno prima.
Con --json stampa le segnalazioni nella forma in cui le dà il server.
`;

class NonSiControlla extends Error {
  override readonly name = 'NonSiControlla';
}

/** Checks a file against a definition. Reads that file, last year's if given, and the definitions: nothing else, no network. */
export function verificaFile(argomenti: readonly string[]): Risposta {
  try {
    return check(argomenti);
  } catch (error) {
    if (error instanceof NonSiControlla) {
      return { testo: `${error.message}\n`, codice: 2 };
    }
    throw error;
  }
}

function check(argomenti: readonly string[]): Risposta {
  const { values, positionals } = options(argomenti);
  const [file, ...altri] = positionals;
  if (!file || altri.length > 0 || !/^\d{4}$/.test(values.anno ?? '')) {
    throw new NonSiControlla(USO);
  }
  const anno = Number(values.anno);
  const definizione = definitionOf(values.rilevazione ?? 'tutela-minori', anno);
  const dati = readDati(file, definizione);
  const precedenti = values.precedenti ? readPrecedenti(values.precedenti, definizione) : null;
  const { violazioni, nonVerificate } = esamina(definizione, dati, precedenti);
  const bloccanti = impedimenti(violazioni, dati);
  const codice = bloccanti.length > 0 ? 1 : 0;
  if (values.json) {
    return { testo: serializzaViolazioni(violazioni), codice };
  }
  const righe = [
    ...violazioni.map(({ gravita, regola, voce, messaggio }) => `${gravita} ${regola} ${voce}: ${messaggio}`),
    ...nonVerificate.map(({ regola, voce, messaggio }) => `NON VERIFICATA ${regola} ${voce}: ${messaggio}`),
    '',
    `${definizione.file.titolo}, ${anno}: ${dati.length} voci lette, ${violazioni.length} segnalazioni, ${nonVerificate.length} regole non verificate.`,
    bloccanti.length > 0
      ? `Prima di inviare ne restano ${bloccanti.length}: correggi gli errori e metti una nota sugli avvisi.`
      : 'Il file si può inviare.',
  ];
  return { testo: `${righe.join('\n')}\n`, codice };
}

function options(argomenti: readonly string[]) {
  try {
    return parseArgs({
      args: [...argomenti],
      allowPositionals: true,
      options: {
        anno: { type: 'string' },
        precedenti: { type: 'string' },
        rilevazione: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch {
    throw new NonSiControlla(USO);
  }
}

function definitionOf(codice: string, anno: number): DefinizioneAnnuale {
  const presenti = rilevazioniPresenti();
  if (!presenti.includes(codice)) {
    throw new NonSiControlla(`La rilevazione ${codice} non esiste: ci sono ${presenti.join(', ')}.`);
  }
  const definizione = definizionePer(caricaRilevazione(codice), anno);
  if (!definizione) {
    throw new NonSiControlla(`La rilevazione ${codice} non si fa per il ${anno}.`);
  }
  return definizione;
}

/** Last year's file answers last year's form. */
function readPrecedenti(file: string, definizione: DefinizioneAnnuale): readonly Dato[] {
  const prima = definitionOf(definizione.rilevazione, definizione.anno - 1);
  return readDati(file, prima);
}

function readDati(file: string, definizione: DefinizioneAnnuale): readonly Dato[] {
  const { dati, problemi } = datiDaRighe(definizione, readRighe(file));
  if (problemi.length > 0) {
    const righe = problemi.map(
      ({ riga, colonna, messaggio }) => `${file}, riga ${riga}, colonna ${colonna}: ${messaggio}`,
    );
    const altri = controllaUnoAUno(definizione, dati).map(({ voce, messaggio }) => `${file}, ${voce}: ${messaggio}`);
    const fine = 'Le regole non sono state controllate: correggi il file e riprova.';
    throw new NonSiControlla([...righe, ...altri, fine].join('\n'));
  }
  return dati;
}

function readRighe(file: string): string[][] {
  const contenuto = attempt(
    () => readFileSync(file),
    `Il file ${file} non si legge: controlla il nome e che il programma possa leggerlo.`,
  );
  const esito = righeDaCsv(contenuto);
  if ('messaggio' in esito) {
    throw new NonSiControlla(`Il file ${file}, riga ${esito.riga}: ${esito.messaggio}`);
  }
  return esito.righe;
}

function attempt<T>(f: () => T, messaggio: string): T {
  try {
    return f();
  } catch {
    throw new NonSiControlla(messaggio);
  }
}
