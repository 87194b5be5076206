import { useState } from 'react';
import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleCasiContatiDocument,
  ConsoleConteggiDocument,
  type ConsoleConteggiQuery,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { conta, formatData, formatIstante, formatNumero } from '../../lib/formato';
import { ARichiesta } from '../../ui/ARichiesta';
import { Dialogo } from '../../ui/Dialogo';
import { Esito, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';

type Conteggio = NonNullable<NonNullable<ConsoleConteggiQuery['compilazione']>['proposte']>[number];

/** What the case files count for an answer, for the service that keeps them: behind each figure, its cases. */
export function ConteggiCartelle({ id }: { readonly id: string }) {
  return (
    <ARichiesta
      titolo="Che cosa contano le cartelle"
      bottone="Conta adesso"
      perche="Le voci che Trama conta dalle cartelle del tuo servizio, e da quali casi. Si contano a ogni lettura."
    >
      <Conteggi id={id} />
    </ARichiesta>
  );
}

function Conteggi({ id }: { readonly id: string }) {
  const [result, again] = useDomanda({
    query: ConsoleConteggiDocument,
    variables: { id },
    requestPolicy: 'network-only',
  });
  const [opened, setOpened] = useState<Conteggio>();
  return (
    <Esito di={result} righe={6} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ compilazione }) => {
        const names = new Map((compilazione?.campagna?.voci ?? []).map(({ codice, etichetta }) => [codice, etichetta]));
        const nome = ({ voce }: Conteggio) => names.get(voce) ?? voce;
        return (
          <>
            <Tabella
              titolo="Voci contate dalle cartelle"
              isTitoloNascosto
              nome="contate"
              righe={compilazione?.proposte ?? []}
              chiaveRiga={({ voce }) => voce}
              vuoto="Per quest’anno le cartelle del tuo ambito non contano nessuna voce."
              colonne={[
                { chiave: 'voce', titolo: 'Voce', valore: nome, cella: nome },
                {
                  chiave: 'valore',
                  titolo: 'Contati',
                  isNumero: true,
                  valore: ({ valore }) => valore,
                  cella: ({ valore }) => formatNumero(valore),
                },
                {
                  chiave: 'come',
                  titolo: 'Come',
                  valore: ({ come }) => come,
                  cella: ({ come }) => <span className="t-testo-lungo">{come}</span>,
                },
                {
                  chiave: 'casi',
                  titolo: 'Da quali casi',
                  cella: (one) => (
                    <button type="button" className="t-collegamento" onClick={() => setOpened(one)}>
                      Apri i casi<span className="visually-hidden"> di {nome(one)}</span>
                    </button>
                  ),
                },
              ]}
            />
            {opened && <Casi id={id} voce={opened.voce} titolo={nome(opened)} onChiudi={() => setOpened(undefined)} />}
          </>
        );
      }}
    </Esito>
  );
}

interface CasiProps {
  readonly id: string;
  readonly voce: string;
  readonly titolo: string;
  readonly onChiudi: () => void;
}

/** Counted again at this moment, so that the figure and its cases say the same. */
function Casi({ id, voce, titolo, onChiudi }: CasiProps) {
  const [result, again] = useDomanda({
    query: ConsoleCasiContatiDocument,
    variables: { id, voce },
    requestPolicy: 'network-only',
  });
  return (
    <Dialogo
      titolo={titolo}
      isLargo
      onChiudi={onChiudi}
      azioni={
        <button type="button" className="btn btn-primary" onClick={onChiudi}>
          Chiudi
        </button>
      }
    >
      <Esito di={result} righe={4} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ compilazione }) => {
          const contata = compilazione?.ricalcola;
          const casi = contata?.casi ?? [];
          return contata ? (
            <>
              <p>
                <strong>{formatNumero(contata.valore)}</strong>, contati {formatIstante(contata.contataIl)}.{' '}
                {contata.come}
              </p>
              <p className="t-nota">
                {conta(casi.length, 'caso tra quelli che segui', 'casi tra quelli che segui')}: chi li apre resta
                scritto nel registro.
              </p>
              <ul className="t-casi-contati">
                {casi.map(({ codice, apertoIl, chiusoIl }) => (
                  <li key={codice}>
                    <Link href={`/casi/${codice}`}>{codice}</Link>{' '}
                    <span className="t-nota">
                      dal {formatData(apertoIl)}
                      {chiusoIl && ` al ${formatData(chiusoIl)}`}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          ) : (
            <Vuoto titolo="Questa voce le cartelle non la contano più" />
          );
        }}
      </Esito>
    </Dialogo>
  );
}
