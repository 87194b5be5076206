import { type ReactNode, useMemo } from 'react';
import { Button } from 'design-react-kit';
import { toCsv } from '../lib/csv';
import { conta, formatNumero } from '../lib/formato';
import { ordina, type Valore } from '../lib/ordina';
import { useParametro } from '../lib/parametri';
import { nomeFile, scaricaTesto } from '../lib/scarica';
import { Icona } from './Icona';

export interface Colonna<R> {
  readonly chiave: string;
  readonly titolo: string;
  readonly cella: (row: R) => ReactNode;
  /** What the cell is worth for sorting and in the file; without it the column does neither. */
  readonly valore?: (row: R) => Valore;
  readonly isNumero?: boolean;
}

export interface Altre {
  readonly totale: number;
  readonly isAltre: boolean;
  readonly isCaricamento: boolean;
  readonly onAltre: () => void;
}

interface TabellaProps<R> {
  /** What the table shows: read aloud first, and the name of the file. */
  readonly titolo: string;
  readonly isTitoloNascosto?: boolean;
  /** Distinguishes its order in the address, where a page has several. */
  readonly nome?: string;
  readonly righe: readonly R[];
  readonly colonne: ReadonlyArray<Colonna<R>>;
  readonly chiaveRiga: (row: R) => string;
  /** "nome", or "-residenti" from the most. */
  readonly ordine?: string;
  /** For a list that comes a page at a time. */
  readonly altre?: Altre;
  readonly vuoto?: ReactNode;
  readonly azioni?: ReactNode;
}

/** Rows that can be sorted and taken away as a file. On a narrow screen it scrolls by itself, the first column staying. */
export function Tabella<R>({ nome = 'ordine', ordine = '', righe, colonne, altre, ...props }: TabellaProps<R>) {
  const [order, setOrder] = useParametro(nome, ordine);
  const isDescending = order.startsWith('-');
  const by = colonne.find(({ chiave }) => chiave === order.replace('-', ''));
  const rows = useMemo(() => (by?.valore ? ordina(righe, by.valore, isDescending) : righe), [righe, by, isDescending]);
  const sortBy = (chiave: string) => setOrder(order === `-${chiave}` ? chiave : `-${chiave}`);
  return (
    <div className="t-tabella">
      <div className="t-tabella-testa">
        <div>{props.azioni}</div>
        <Csv titolo={props.titolo} righe={rows} colonne={colonne} />
      </div>
      <div className="t-tabella-scorre" role="region" aria-label={props.titolo} tabIndex={0}>
        <table className="table table-hover">
          <caption className={props.isTitoloNascosto ? 'visually-hidden' : ''}>{props.titolo}</caption>
          <thead>
            <tr>
              {colonne.map((colonna) => (
                <Testata
                  key={colonna.chiave}
                  colonna={colonna}
                  verso={verso(colonna, by, isDescending)}
                  onOrdina={sortBy}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={props.chiaveRiga(row)}>
                {colonne.map(({ chiave, cella, isNumero }, index) =>
                  index === 0 ? (
                    <th key={chiave} scope="row">
                      {cella(row)}
                    </th>
                  ) : (
                    <td key={chiave} className={isNumero ? 't-numero' : undefined}>
                      {cella(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length === 0 && <div className="t-tabella-vuota">{props.vuoto ?? 'Nessuna riga.'}</div>}
      {altre && rows.length > 0 && <AltreRighe mostrate={rows.length} {...altre} />}
    </div>
  );
}

type Verso = 'ascending' | 'descending' | 'none';

function verso<R>(colonna: Colonna<R>, by: Colonna<R> | undefined, isDescending: boolean): Verso | undefined {
  if (!colonna.valore) {
    return undefined;
  }
  if (colonna !== by) {
    return 'none';
  }
  return isDescending ? 'descending' : 'ascending';
}

interface TestataProps<R> {
  readonly colonna: Colonna<R>;
  readonly verso: Verso | undefined;
  readonly onOrdina: (chiave: string) => void;
}

function Testata<R>({ colonna: { chiave, titolo, isNumero }, verso, onOrdina }: TestataProps<R>) {
  return (
    <th scope="col" aria-sort={verso} className={isNumero ? 't-numero' : undefined}>
      {verso === undefined ? (
        titolo
      ) : (
        <button type="button" className={`t-ordina t-ordina-${verso}`} onClick={() => onOrdina(chiave)}>
          {titolo}
          <Icona nome={verso === 'ascending' ? 'arrow-up' : 'arrow-down'} />
        </button>
      )}
    </th>
  );
}

function Csv<R>({ titolo, righe, colonne }: Pick<TabellaProps<R>, 'titolo' | 'righe' | 'colonne'>) {
  const told = colonne.filter(({ valore }) => valore !== undefined);
  const download = () => {
    const header = told.map((colonna) => colonna.titolo);
    const rows = righe.map((row) => told.map(({ valore }) => valore?.(row) ?? null));
    scaricaTesto(`${nomeFile(titolo)}.csv`, toCsv(header, rows));
  };
  return (
    <button type="button" className="t-esporta" onClick={download} disabled={righe.length === 0}>
      <Icona nome="download" /> CSV<span className="visually-hidden"> di {titolo}</span>
    </button>
  );
}

/** How many of a list are shown, and the way to the others. */
export function AltreRighe({
  mostrate,
  totale,
  isAltre,
  isCaricamento,
  onAltre,
}: Altre & { readonly mostrate: number }) {
  return (
    <div className="t-altre" aria-live="polite">
      <span>
        {isAltre
          ? `${formatNumero(mostrate)} di ${formatNumero(totale)}`
          : conta(totale, 'riga in tutto', 'righe in tutto')}
      </span>
      {isAltre && (
        <Button color="primary" outline size="sm" disabled={isCaricamento} onClick={onAltre}>
          {isCaricamento ? 'Caricamento…' : 'Mostra altre'}
        </Button>
      )}
    </div>
  );
}
