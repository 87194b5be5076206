import type { FileEdizioneFragment } from '../../graph/operazioni/osservatorio-poverta';
import { formatData, formatNumero } from '../../lib/formato';
import { Tabella } from '../../ui/Tabella';

/** Whole published editions as files, with what proves that nobody touched them on the way. */
export function FileDati({ di }: { readonly di: readonly FileEdizioneFragment[] }) {
  const licenze = [...new Set(di.map(({ licenza }) => licenza))];
  return (
    <section className="t-sezione" aria-labelledby="file">
      <h2 id="file">Dati da scaricare</h2>
      <Tabella
        titolo="File delle cifre pubblicate"
        nome="file"
        righe={di}
        chiaveRiga={({ codice }) => codice}
        ordine="-numero"
        vuoto="Non è ancora stata pubblicata nessuna cifra sulla povertà."
        colonne={[
          {
            chiave: 'numero',
            titolo: 'Pubblicazione',
            valore: ({ numero }) => numero,
            cella: ({ codice, corrente }) => `${codice}${corrente ? ' (corrente)' : ''}`,
          },
          {
            chiave: 'file',
            titolo: 'File',
            cella: ({ codice, csv, ndjson, dizionario, dizionarioJson }) => (
              <ul className="t-file">
                <File di={codice} nome="CSV" {...csv} />
                <File di={codice} nome="NDJSON" {...ndjson} />
                <File di={codice} nome="dizionario" indirizzo={dizionario} />
                <File di={codice} nome="dizionario JSON" indirizzo={dizionarioJson} />
              </ul>
            ),
          },
          {
            chiave: 'creata',
            titolo: 'Del',
            valore: ({ creataIl }) => creataIl,
            cella: ({ creataIl }) => formatData(creataIl),
          },
          {
            chiave: 'righe',
            titolo: 'Cifre',
            isNumero: true,
            valore: ({ righe }) => righe,
            cella: ({ righe }) => formatNumero(righe),
          },
          {
            chiave: 'sha256',
            titolo: 'SHA-256 del CSV',
            valore: ({ csv }) => csv.sha256,
            cella: ({ csv }) => <code className="t-impronta">{csv.sha256}</code>,
          },
        ]}
      />
      {licenze.length > 0 && (
        <p className="t-nota">Licenza: {licenze.join(', ')}. Chiunque può usarli, anche senza accesso.</p>
      )}
    </section>
  );
}

interface FileProps {
  readonly di: string;
  readonly nome: string;
  readonly indirizzo: string;
  readonly byte?: number;
}

function File({ di, nome, indirizzo, byte }: FileProps) {
  return (
    <li>
      <a href={indirizzo} download>
        {nome}
        <span className="visually-hidden"> di {di}</span>
      </a>
      {byte !== undefined && <span className="t-nota"> {formatNumero(Math.ceil(byte / 1024))} kB</span>}
    </li>
  );
}
