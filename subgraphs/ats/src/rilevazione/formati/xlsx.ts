import type { ProblemaRiga } from '@trama/regole/righe';
import * as xlsx from '@e965/xlsx';
import type { EsitoTabella, Tabella } from './formati.js';

const FOGLIO = 'Dati';
const LARGHEZZE = [28, 30, 60, 14, 18, 14, 50];
/** Far more than a form has: what is beyond is not read. */
const MASSIME_RIGHE = 2_000;
/** Of all parts of the file once unpacked: a small file can be made to unpack to gigabytes. */
const MASSIMO_ESTESO = 8 * 1024 * 1024;

const ISTRUZIONI = [
  ['Come si compila'],
  [
    'Scrivi nella colonna valore del foglio Dati. Non cambiare la colonna voce. Le voci calcolate non ci sono: le fa Trama.',
  ],
  ['Se non c’è un valore, scrivi nello stato perché:'],
  ['ZERO: contati, e nessuno trovato.'],
  ['NON_PERVENUTO: dovuto, e non c’è. È lo stesso che lasciare vuoto.'],
  ['NON_DOVUTO: il tuo servizio non lo deve.'],
  ['NON_APPLICABILE: per il tuo servizio non ha senso.'],
  ['SOPPRESSO: contati, ma meno di 5: il numero non si dice.'],
  ['Nella nota spiega un valore insolito: un avviso senza nota trattiene l’invio.'],
];

/** Texts are cells of text, also once somebody edits them: a spreadsheet runs none, whatever they begin with. */
export function scriviXlsx(tabella: Tabella, titolo: string): Buffer {
  const foglio = xlsx.utils.aoa_to_sheet(tabella.map((celle) => celle.map(cellaDa)));
  foglio['!cols'] = LARGHEZZE.map((wch) => ({ wch }));
  foglio['!autofilter'] = { ref: foglio['!ref']! };
  const libro = xlsx.utils.book_new();
  libro.Props = { Title: titolo };
  xlsx.utils.book_append_sheet(libro, foglio, FOGLIO);
  xlsx.utils.book_append_sheet(libro, xlsx.utils.aoa_to_sheet(ISTRUZIONI), 'Istruzioni');
  return xlsx.write(libro, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true }) as Buffer;
}

/** What the format reads as a code for a letter (ECMA-376, 22.9.2.19), in a text that only looks like it. */
const COME_CODICE = /_(?=x[0-9a-f]{4}_)/gi;

const cellaDa = (valore: string | number): xlsx.CellObject =>
  typeof valore === 'number' ? { t: 'n', v: valore } : { t: 's', v: valore.replace(COME_CODICE, '_x005F_'), z: '@' };

export function leggiXlsx(contenuto: Buffer): EsitoTabella {
  if (contenuto.subarray(0, 2).toString('latin1') !== 'PK') {
    return { riga: 1, messaggio: 'non è un foglio XLSX: indica il formato giusto.' };
  }
  if (estesoDi(contenuto) > MASSIMO_ESTESO) {
    return { riga: 1, messaggio: 'il foglio è troppo grande per un modulo.' };
  }
  try {
    const libro = xlsx.read(contenuto, {
      type: 'buffer',
      sheetRows: MASSIME_RIGHE,
      cellNF: true,
      cellHTML: false,
      WTF: true,
    });
    const foglio = libro.Sheets[FOGLIO] ?? libro.Sheets[libro.SheetNames[0] ?? ''];
    return foglio ? celleDi(foglio) : { riga: 1, messaggio: 'nel file non c’è nessun foglio.' };
  } catch {
    return { riga: 1, messaggio: 'il foglio non si apre: salvalo di nuovo come XLSX.' };
  }
}

const VOCE_DI_DIRECTORY = 0x02014b50;
const ESTESO_A = 24;
const INTESTAZIONE_DI_VOCE = 46;

/** What the list of parts at the end of a ZIP says of their sizes (APPNOTE 6.3, 4.3.12). */
function estesoDi(zip: Buffer): number {
  const firma = Buffer.alloc(4);
  firma.writeUInt32LE(VOCE_DI_DIRECTORY);
  let esteso = 0;
  for (
    let da = zip.indexOf(firma);
    da >= 0 && da + INTESTAZIONE_DI_VOCE <= zip.length;
    da = zip.indexOf(firma, da + 4)
  ) {
    esteso += zip.readUInt32LE(da + ESTESO_A);
  }
  return esteso;
}

const MASSIME_COLONNE = 30;

function celleDi(foglio: xlsx.WorkSheet): EsitoTabella {
  const { e: fine } = xlsx.utils.decode_range((foglio['!fullref'] as string | undefined) ?? foglio['!ref'] ?? 'A1');
  if (fine.r >= MASSIME_RIGHE || fine.c >= MASSIME_COLONNE) {
    return {
      riga: 1,
      messaggio: 'il foglio è troppo grande per un modulo: togli le righe e le colonne vuote in fondo.',
    };
  }
  const problemi: ProblemaRiga[] = [];
  const colonne = fine.c + 1;
  const righe = Array.from({ length: fine.r + 1 }, (_r, r) =>
    Array.from({ length: colonne }, (_c, c) => {
      const cella = foglio[xlsx.utils.encode_cell({ r, c })] as xlsx.CellObject | undefined;
      const problema = cella && problemaDi(cella);
      if (problema) {
        problemi.push({ riga: r + 1, colonna: xlsx.utils.encode_col(c), messaggio: problema });
      }
      return cella && !problema ? testoDi(cella) : '';
    }),
  );
  return { righe, problemi };
}

/** The library gives it without a type. */
const { is_date: isData } = xlsx.SSF as { is_date(formato: string): boolean };

function problemaDi({ f, t, z }: xlsx.CellObject): string | null {
  if (f !== undefined) {
    return 'c’è una formula: scrivi il suo risultato.';
  }
  if (t === 'e') {
    return 'c’è un errore di calcolo: scrivi il valore.';
  }
  if (t === 'n' && typeof z === 'string' && z.includes('%')) {
    return 'la cella è in percentuale: cambia il formato in numero, e scrivi di nuovo il valore.';
  }
  // A spreadsheet turns 3/4 into a date by itself, and the number behind it is not what anybody typed.
  return t === 'd' || (t === 'n' && typeof z === 'string' && isData(z))
    ? 'c’è una data: cambia il formato della cella in numero, e scrivi di nuovo il valore.'
    : null;
}

/** As many as a spreadsheet keeps: beyond them is the noise of binary fractions. */
const CIFRE = 15;

function testoDi({ t, v }: xlsx.CellObject): string {
  if (t === 'n') {
    return String(Number((v as number).toPrecision(CIFRE))).replace('.', ',');
  }
  if (t === 'b') {
    return v ? 'sì' : 'no';
  }
  return typeof v === 'string' ? v : '';
}
