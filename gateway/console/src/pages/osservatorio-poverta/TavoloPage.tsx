import { useMutation } from 'urql';
import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleFissaEdizioneDocument,
  ConsolePrevediIncontroDocument,
  ConsoleTavoloOsservatorioDocument,
  type ConsoleTavoloOsservatorioQuery,
  ConsoleTieniIncontroDocument,
} from '../../graph/operazioni/osservatorio-poverta';
import { usePermesso } from '../../graph/sessione-context';
import { conta, formatData } from '../../lib/formato';
import { Pagina } from '../../ui/Pagina';
import { Passo } from '../../ui/Passo';
import { Pillola } from '../../ui/Pillola';
import { Attenzione, Esito, Vuoto } from '../../ui/Stati';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { Membri } from './Membri';
import { leggiMotivi } from './motivi';
import { OSSERVATORIO } from './parole';

type Osservatorio = NonNullable<ConsoleTavoloOsservatorioQuery['osservatorioPoverta']>;
type Incontro = NonNullable<Osservatorio['incontri']>[number];

/** Who sits in the observatory, and whether it meets as it promised. */
export function TavoloPage() {
  const [result, again] = useDomanda({ query: ConsoleTavoloOsservatorioDocument, variables: {} });
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Pagina
      titolo="Chi fa l’osservatorio"
      sottotitolo="Gli enti che ne fanno parte, gli incontri promessi e quelli tenuti."
      briciole={[OSSERVATORIO]}
    >
      <Esito di={result} righe={12} onRiprova={reload}>
        {({ osservatorioPoverta }) =>
          osservatorioPoverta ? (
            <>
              <Cadenza di={osservatorioPoverta.cadenza} />
              <Incontri di={osservatorioPoverta.incontri} onFatto={reload} />
              <Membri di={osservatorioPoverta.storiaMembri} onFatto={reload} />
            </>
          ) : (
            <Vuoto titolo="L’osservatorio ora non è disponibile" />
          )
        }
      </Esito>
    </Pagina>
  );
}

function Cadenza({ di }: { readonly di: Osservatorio['cadenza'] }) {
  if (!di) {
    return null;
  }
  const { ultimo, entro, ritardoGiorni, mancati } = di;
  return (
    <>
      <p className="lead">
        {ultimo ? `L’ultimo incontro è stato il ${formatData(ultimo)}` : 'Nessun incontro è stato ancora tenuto'}
        {entro ? `; il prossimo va tenuto entro il ${formatData(entro)}.` : '.'} Il piano ne promette due o tre
        all’anno.
      </p>
      {ritardoGiorni > 0 && (
        <Attenzione titolo={`L’incontro è in ritardo di ${conta(ritardoGiorni, 'giorno', 'giorni')}`}>
          Il Coordinamento deve prevederne uno.
        </Attenzione>
      )}
      {mancati.length > 0 && (
        <Attenzione titolo={conta(mancati.length, 'incontro promesso e non tenuto', 'incontri promessi e non tenuti')}>
          {mancati.map((giorno) => formatData(giorno)).join('; ')}.
        </Attenzione>
      )}
    </>
  );
}

interface IncontriProps {
  readonly di: Osservatorio['incontri'];
  readonly onFatto: () => void;
}

function Incontri({ di, onFatto }: IncontriProps) {
  const mayWrite = usePermesso('osservatorio:coordina');
  const azioni: Colonna<Incontro> = {
    chiave: 'azioni',
    titolo: 'Che cosa fare',
    cella: (incontro) => <PassiIncontro incontro={incontro} onFatto={onFatto} />,
  };
  return (
    <section className="t-sezione" aria-labelledby="incontri">
      <h2 id="incontri">Incontri</h2>
      {mayWrite && <Prevedi onFatto={onFatto} />}
      <Tabella
        titolo="Incontri, dal più recente"
        nome="incontri"
        righe={di ?? []}
        chiaveRiga={({ id }) => id}
        vuoto={di === null ? 'Gli incontri ora non sono disponibili.' : 'Nessun incontro è ancora previsto.'}
        colonne={[...COLONNE_INCONTRI, ...(mayWrite ? [azioni] : [])]}
      />
    </section>
  );
}

const COLONNE_INCONTRI: ReadonlyArray<Colonna<Incontro>> = [
  {
    chiave: 'previsto',
    titolo: 'Previsto il',
    valore: ({ previstoIl }) => previstoIl,
    cella: ({ previstoIl }) => formatData(previstoIl),
  },
  {
    chiave: 'tenuto',
    titolo: 'Tenuto il',
    valore: ({ tenutoIl }) => tenutoIl,
    cella: ({ tenutoIl }) => (tenutoIl ? formatData(tenutoIl) : <Pillola tono="attenzione">non ancora tenuto</Pillola>),
  },
  {
    chiave: 'edizione',
    titolo: 'Edizione che legge',
    valore: ({ edizione }) => edizione?.codice ?? null,
    cella: ({ edizione }) =>
      edizione ? (
        <Link href={`${OSSERVATORIO.href}/edizioni/${edizione.codice}`}>{edizione.codice}</Link>
      ) : (
        <span className="t-assente">non ancora fissata</span>
      ),
  },
];

const GIORNO = { nome: 'il', etichetta: 'Giorno', tipo: 'data', isObbligatorio: true } as const;

function Prevedi({ onFatto }: { readonly onFatto: () => void }) {
  const [, promise] = useMutation(ConsolePrevediIncontroDocument);
  return (
    <Passo
      bottone="Prevedi un incontro"
      titolo="Prevedi un incontro dell’osservatorio"
      campi={[GIORNO]}
      iniziali={{ il: '' }}
      esegui={({ valori, chiaveIdempotenza }) => promise({ input: { chiaveIdempotenza, il: String(valori.il) } })}
      onConflitto={onFatto}
      onFatto={onFatto}
    />
  );
}

interface PassiIncontroProps {
  readonly incontro: Incontro;
  readonly onFatto: () => void;
}

function PassiIncontro({ incontro: { id, previstoIl, tenutoIl, versione, edizione }, onFatto }: PassiIncontroProps) {
  const [, hold] = useMutation(ConsoleTieniIncontroDocument);
  const [, fix] = useMutation(ConsoleFissaEdizioneDocument);
  const giorno = formatData(previstoIl);
  return (
    <div className="t-azioni-riga">
      {!tenutoIl && (
        <Passo
          bottone="È stato tenuto"
          di={`l’incontro del ${giorno}`}
          titolo={`L’incontro del ${giorno} è stato tenuto?`}
          campi={[GIORNO]}
          iniziali={{ il: '' }}
          esegui={({ valori, chiaveIdempotenza }) =>
            hold({ input: { chiaveIdempotenza, incontro: id, versione, il: String(valori.il) } })
          }
          onConflitto={onFatto}
          onFatto={onFatto}
        />
      )}
      {!edizione && (
        <Passo
          bottone="Fissa l’edizione"
          di={`dell’incontro del ${giorno}`}
          titolo="Fissare le cifre di oggi come edizione?"
          testo="Diventano l’edizione di questo incontro, con un codice da citare, e non cambiano più. Per ogni cifra già detta che è cambiata serve il perché."
          campi={[
            {
              nome: 'motivi',
              etichetta: 'Perché le cifre di prima sono cambiate',
              tipo: 'area',
              aiuto: 'Uno per riga: numero dell’ambito; anno; perché. Per esempio: 5; 2020; Errore di trascrizione.',
              controlla: (value) =>
                leggiMotivi(String(value)) ? undefined : 'Scrivi ogni motivo così: 5; 2020; Errore di trascrizione.',
            },
          ]}
          iniziali={{ motivi: '' }}
          esegui={({ valori, chiaveIdempotenza }) =>
            fix({ input: { chiaveIdempotenza, incontro: id, motivi: leggiMotivi(String(valori.motivi)) ?? [] } })
          }
          onConflitto={onFatto}
          onFatto={onFatto}
        />
      )}
    </div>
  );
}
