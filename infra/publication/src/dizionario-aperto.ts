import type { Dizionario, Voce } from './dizionario.js';
import { COLONNE } from './file-aperti.js';

/** An edition, as its dictionary describes it. */
export interface EdizioneDescritta extends Required<Pick<Dizionario, 'titolo' | 'licenza'>> {
  readonly codice: string;
  readonly cubo: string;
  readonly numero: number;
  readonly impronta: string;
  /** ISO instant. */
  readonly creataIl: string;
  readonly righe: number;
  /** By code of the measure, as it stands in the files. */
  readonly voci: Readonly<Record<string, Voce>>;
  readonly file: Readonly<Record<'csv' | 'ndjson', { readonly sha256: string; readonly byte: number }>>;
}

const SOPPRESSIONE =
  'I conteggi di persone sotto 5 sono soppressi e gli altri arrotondati a 5, ciascuno per conto suo: le somme non tornano ' +
  'all’unità. È esatto ciò che il Piano di Zona ha pubblicato (origine PIANO_DI_ZONA) e ciò che è già pubblico, come i residenti.';

/** What the files of an edition are, for a program. */
export function dizionarioJson({ voci, file, ...edizione }: EdizioneDescritta): string {
  return `${JSON.stringify(
    {
      edizione,
      file: { csv: file.csv, ndjson: file.ndjson },
      riservatezza: SOPPRESSIONE,
      colonne: COLONNE.map(([nome, descrizione]) => ({ nome, descrizione })),
      misure: voceDi(voci).map(([codice, voce]) => ({ codice, ...voce })),
    },
    null,
    2,
  )}\n`;
}

/** The same for a person, as Markdown. */
export function dizionarioTesto(edizione: EdizioneDescritta): string {
  const { titolo, codice, licenza, righe, creataIl, impronta, file, voci } = edizione;
  return [
    `# ${titolo}`,
    '',
    `Edizione \`${codice}\` del ${creataIl.slice(0, 10)}: ${righe} dati. Licenza ${licenza}. Non cambia più: si cita con il suo`,
    'codice, e un dato corretto esce in un’edizione nuova.',
    '',
    `- Impronta del contenuto (SHA-256): \`${impronta}\``,
    `- CSV, ${file.csv.byte} byte (SHA-256): \`${file.csv.sha256}\``,
    `- NDJSON, ${file.ndjson.byte} byte (SHA-256): \`${file.ndjson.sha256}\``,
    '',
    SOPPRESSIONE,
    '',
    '## Colonne',
    '',
    'CSV secondo RFC 4180, in UTF-8, con la virgola tra le colonne e il punto nei decimali; NDJSON con gli stessi nomi, un',
    'dato per riga. Un testo che in un foglio di calcolo comincerebbe una formula ha un apostrofo davanti.',
    '',
    ...tabella(['colonna', 'che cosa è'], COLONNE),
    '',
    '## Misure',
    '',
    ...tabella(
      ['codice', 'nome', 'si conta in', 'che cosa è'],
      voceDi(voci).map(([nome, { etichetta, unita, descrizione }]) => [nome, etichetta, unita, descrizione]),
    ),
    '',
  ].join('\n');
}

const voceDi = (voci: EdizioneDescritta['voci']): Array<[string, Voce]> =>
  Object.entries(voci)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([codice, { etichetta, unita, descrizione }]) => [codice, { etichetta, unita, descrizione }]);

const tabella = (intestazione: readonly string[], righe: ReadonlyArray<readonly string[]>): string[] =>
  [intestazione, intestazione.map(() => '---'), ...righe].map(
    (riga) => `| ${riga.map((testo) => testo.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`,
  );
