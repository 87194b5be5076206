import { righeDaCsv } from '@trama/regole/node/csv';
import { COLONNE, MASSIMO_RIGHE, type NomeColonna } from './colonne.js';
import { GravitaProblema, type Problema } from './problema.js';

/** A row of the file, by the names of its columns; empty text for what is not there. */
export type Riga = Readonly<Record<NomeColonna, string>> & { readonly riga: number };

export interface Letto {
  readonly righe: readonly Riga[];
  readonly problemi: readonly Problema[];
}

const errore = (riga: number, colonna: string, messaggio: string): Problema => ({
  riga,
  colonna,
  gravita: GravitaProblema.ERRORE,
  messaggio,
});

/** The rows of a file, numbered as a spreadsheet does; a heading that is wrong stops here, because nothing else would be right. */
export function leggiRighe(contenuto: Buffer): Letto {
  const letto = righeDaCsv(contenuto);
  if ('messaggio' in letto) {
    return { righe: [], problemi: [errore(letto.riga, '', `Il file ${letto.messaggio}`)] };
  }
  const [testata = [], ...corpo] = letto.righe;
  const nomi = testata.map((cella) => cella.trim().toLowerCase());
  const problemi = problemiTestata(nomi);
  if (problemi.length > 0) {
    return { righe: [], problemi };
  }
  const righe = corpo
    .map((celle, n) => ({ celle, riga: n + 2 }))
    .filter(({ celle }) => celle.some((cella) => cella.trim() !== ''))
    .map(({ celle, riga }) => {
      const valori = COLONNE.map(({ nome }) => [nome, (celle[nomi.indexOf(nome)] ?? '').trim()]);
      return { ...(Object.fromEntries(valori) as Record<NomeColonna, string>), riga };
    });
  return { righe, problemi: problemiQuantita(righe) };
}

function problemiTestata(nomi: readonly string[]): Problema[] {
  if (nomi.length === 1 && nomi[0]!.includes(',')) {
    return [errore(1, '', 'Le colonne sono separate da virgole: salva il file con il punto e virgola.')];
  }
  const note = new Set(COLONNE.map(({ nome }) => nome));
  const mancano = COLONNE.filter(({ nome, obbligatoria }) => obbligatoria && !nomi.includes(nome));
  return [
    ...mancano.map(({ nome }) => errore(1, nome, `Manca la colonna ${nome}: scarica il modello e usa le sue colonne.`)),
    ...nomi.flatMap((nome, n) => {
      if (nomi.indexOf(nome) !== n) {
        return [errore(1, nome, `La colonna ${nome} c’è due volte: lasciane una.`)];
      }
      return note.has(nome)
        ? []
        : [errore(1, nome, 'Questa colonna non è prevista: toglila, o usa i nomi del modello.')];
    }),
  ];
}

function problemiQuantita(righe: readonly Riga[]): Problema[] {
  if (righe.length === 0) {
    return [errore(1, '', 'Nel file non c’è nessuna riga: aggiungi almeno una persona.')];
  }
  const troppe = righe[MASSIMO_RIGHE];
  return troppe
    ? [errore(troppe.riga, '', `Il file ha più di ${MASSIMO_RIGHE} righe: dividilo, senza dividere un caso.`)]
    : [];
}
