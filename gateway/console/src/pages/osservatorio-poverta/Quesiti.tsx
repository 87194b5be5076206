import { useMutation } from 'urql';
import { useDomanda } from '../../graph/domanda';
import {
  ConsolePoniQuesitoDocument,
  ConsoleQuesitiOsservatorioDocument,
  type ConsoleQuesitiOsservatorioQuery,
  ConsoleRispondiQuesitoDocument,
} from '../../graph/operazioni/osservatorio-poverta';
import { usePermesso } from '../../graph/sessione-context';
import { formatIstante } from '../../lib/formato';
import { Passo } from '../../ui/Passo';
import { Pillola } from '../../ui/Pillola';
import { Esito } from '../../ui/Stati';
import { nomeRuolo } from '../../ui/ruoli';
import type { Territorio } from './IndicatorePage';
import type { PerIntero } from './parole';

interface QuesitiProps {
  /** Empty: the figures of today, on which nothing is asked. */
  readonly edizione: string;
  /** Absent: on every figure of the edition. */
  readonly indicatore?: PerIntero;
  readonly territorio: Territorio | ReadonlyArray<{ readonly numero: number; readonly nome: string }>;
  readonly etichette?: ReadonlyMap<string, string>;
}

/** Questions on a figure: asked by who takes part, answered by the coordination. Figures have to stand still to be asked about. */
export function Quesiti({ edizione, ...props }: QuesitiProps) {
  const mayRead = usePermesso('osservatorio:partecipa');
  if (!mayRead) {
    return null;
  }
  return (
    <section className="t-sezione" aria-labelledby="quesiti">
      <h2 id="quesiti">Domande sulle cifre</h2>
      {edizione ? (
        <Elenco edizione={edizione} {...props} />
      ) : (
        <p className="t-nota">
          Si chiede di una cifra che sta ferma: scegli un’edizione per vedere le domande e farne.
        </p>
      )}
    </section>
  );
}

function Elenco({ edizione, indicatore, territorio, etichette }: QuesitiProps) {
  const [result, again] = useDomanda({ query: ConsoleQuesitiOsservatorioDocument, variables: { codice: edizione } });
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Esito di={result} righe={3} onRiprova={reload}>
      {({ osservatorioPoverta }) => {
        const all = osservatorioPoverta?.edizione?.quesiti ?? [];
        const mine = all.filter((one) => !indicatore || one.indicatore === indicatore.codice);
        return (
          <>
            {mine.length === 0 && <p className="t-nota">Nessuna domanda finora.</p>}
            {mine.map((quesito) => (
              <Filo
                key={quesito.id}
                quesito={quesito}
                etichetta={indicatore?.etichetta ?? etichette?.get(quesito.indicatore) ?? quesito.indicatore}
                ambito={territorio.find(({ numero }) => numero === quesito.numeroAmbito)?.nome ?? 'totale'}
                onFatto={reload}
              />
            ))}
            {indicatore && (
              <Chiedi edizione={edizione} indicatore={indicatore} territorio={territorio} onFatto={reload} />
            )}
          </>
        );
      }}
    </Esito>
  );
}

type Quesito = NonNullable<
  NonNullable<NonNullable<ConsoleQuesitiOsservatorioQuery['osservatorioPoverta']>['edizione']>['quesiti']
>[number];

interface FiloProps {
  readonly quesito: Quesito;
  readonly etichetta: string;
  readonly ambito: string;
  readonly onFatto: () => void;
}

function Filo({ quesito, etichetta, ambito, onFatto }: FiloProps) {
  const mayAnswer = usePermesso('osservatorio:coordina');
  const [, answer] = useMutation(ConsoleRispondiQuesitoDocument);
  const { id, anno, testo, ruolo, postoIl, risposta, rispostoIl, versione } = quesito;
  return (
    <article className="t-filo" aria-label={`Domanda su ${etichetta}, ${ambito}, ${anno}`}>
      <h3 className="h5">
        {etichetta}, {ambito}, {anno}{' '}
        <Pillola tono={risposta === null ? 'corso' : 'fatto'}>{risposta === null ? 'In attesa' : 'Risposta'}</Pillola>
      </h3>
      <ol className="t-storia">
        <li>
          <p className="m-0">{testo}</p>
          <span className="t-nota">
            {nomeRuolo(ruolo)} · {formatIstante(postoIl)}
          </span>
        </li>
        {risposta !== null && (
          <li>
            <p className="m-0">{risposta}</p>
            <span className="t-nota">Coordinamento · {formatIstante(rispostoIl)}</span>
          </li>
        )}
      </ol>
      {mayAnswer && risposta === null && (
        <Passo
          bottone="Rispondi"
          di={`alla domanda su ${etichetta}`}
          titolo={`Rispondi su «${etichetta}»`}
          testo="Si risponde una volta sola, e la leggono tutti quelli che partecipano all’osservatorio."
          campi={[
            {
              nome: 'testo',
              etichetta: 'Risposta',
              tipo: 'area',
              isObbligatorio: true,
              lunghezza: 2000,
              aiuto: 'Senza nomi di persone.',
            },
          ]}
          iniziali={{ testo: '' }}
          esegui={({ valori, chiaveIdempotenza }) =>
            answer({ input: { chiaveIdempotenza, quesito: id, versione, testo: String(valori.testo) } })
          }
          onConflitto={onFatto}
          onFatto={onFatto}
        />
      )}
    </article>
  );
}

interface ChiediProps {
  readonly edizione: string;
  readonly indicatore: PerIntero;
  readonly territorio: QuesitiProps['territorio'];
  readonly onFatto: () => void;
}

function Chiedi({ edizione, indicatore, territorio, onFatto }: ChiediProps) {
  const [, ask] = useMutation(ConsolePoniQuesitoDocument);
  const anni = indicatore.serie.map(({ anno }) => String(anno)).reverse();
  return (
    <Passo
      bottone="Chiedi di questa cifra"
      titolo={`Una domanda su «${indicatore.etichetta}»`}
      testo="La leggono tutti quelli che partecipano all’osservatorio; risponde il Coordinamento."
      campi={[
        {
          nome: 'anno',
          etichetta: 'Anno',
          tipo: 'scelta',
          isObbligatorio: true,
          opzioni: anni.map((valore) => ({ valore, etichetta: valore })),
        },
        {
          nome: 'numeroAmbito',
          etichetta: 'Di quale ambito',
          tipo: 'scelta',
          opzioni: territorio.map(({ numero, nome }) => ({ valore: String(numero), etichetta: nome })),
          aiuto: 'Nessuno: la domanda è sul totale.',
        },
        {
          nome: 'testo',
          etichetta: 'Domanda',
          tipo: 'area',
          isObbligatorio: true,
          lunghezza: 1000,
          aiuto: 'Senza nomi di persone.',
        },
      ]}
      iniziali={{ anno: anni[0] ?? '', numeroAmbito: '', testo: '' }}
      esegui={({ valori, chiaveIdempotenza }) =>
        ask({
          input: {
            chiaveIdempotenza,
            edizione,
            indicatore: indicatore.codice,
            anno: Number(valori.anno),
            numeroAmbito: valori.numeroAmbito ? Number(valori.numeroAmbito) : null,
            testo: String(valori.testo),
          },
        })
      }
      onConflitto={onFatto}
      onFatto={onFatto}
    />
  );
}
