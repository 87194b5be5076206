import { Link, useParams } from 'wouter';
import { useQuery } from 'urql';
import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { type ConsoleComuneQuery, ConsoleComuneDocument } from '../../graph/operazioni/cabina-di-regia';
import { formatData, formatNumero, formatPercento } from '../../lib/formato';
import { useParametroNumero } from '../../lib/parametri';
import { Cifra } from '../../ui/Cifre';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { testoFonte } from '../../ui/Fonte';
import { Incongruenze } from '../../ui/Incongruenze';
import { Pagina } from '../../ui/Pagina';
import { Quadrante } from '../../ui/Quadrante';
import { ANNO_INIZIALE, SceltaAnno } from '../../ui/Scelta';
import { Esito, Vuoto } from '../../ui/Stati';

type Comune = NonNullable<ConsoleComuneQuery['comune']>;

/** One comune: who lives there, and where that is written. */
export function ComunePage() {
  const { codice = '' } = useParams<{ codice: string }>();
  const [anno, setAnno] = useParametroNumero('anno', ANNO_INIZIALE);
  const [result, again] = useQuery({ query: ConsoleComuneDocument, variables: { codiceIstat: codice, anno } });
  const comune = result.data?.comune;
  const ambito = comune?.ambito;
  return (
    <Pagina
      titolo={comune?.nome ?? 'Comune'}
      sottotitolo={comune ? `Codice ISTAT ${comune.codiceIstat} · CAP ${comune.cap}` : `Codice ISTAT ${codice}`}
      briciole={[
        { testo: 'Cabina di Regia', href: '/cabina-di-regia' },
        ...(ambito ? [{ testo: ambito.nome, href: `/cabina-di-regia/ambiti/${ambito.numero}` }] : []),
      ]}
      azioni={<SceltaAnno anno={anno} onAnno={setAnno} />}
    >
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {(data) =>
          data.comune ? (
            <Scheda comune={data.comune} anno={anno} />
          ) : (
            <Vuoto titolo="Nessun comune con questo codice">
              <Link href="/cabina-di-regia">Torna ai dodici ambiti</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

function Scheda({ comune, anno }: { readonly comune: Comune; readonly anno: number }) {
  const { popolazione, incongruenze } = comune;
  if (!popolazione) {
    return (
      <>
        <Vuoto titolo={`Nessun dato sulla popolazione del ${anno}`}>
          Scegli un altro anno: qui le fonti ne hanno altri.
        </Vuoto>
        <Incongruenze di={incongruenze} />
      </>
    );
  }
  const { residenti, eta0a17, eta18a64, eta65oltre, stranieri } = popolazione;
  return (
    <>
      {popolazione.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questo comune" />}
      <ul className="t-carte" aria-label={`Le cifre del ${anno}`}>
        <Quadrante titolo="Residenti" di={popolazione} cifra={<Cifra valore={residenti} />}>
          al {formatData(popolazione.data)}
        </Quadrante>
        <Quadrante titolo="Da 0 a 17 anni" di={popolazione} cifra={<Cifra valore={eta0a17} />}>
          {formatPercento(eta0a17 / residenti)} dei residenti
        </Quadrante>
        <Quadrante titolo="Da 65 anni in su" di={popolazione} cifra={<Cifra valore={eta65oltre} />}>
          {formatPercento(eta65oltre / residenti)} dei residenti
        </Quadrante>
        <Quadrante titolo="Stranieri" di={popolazione} cifra={<Cifra valore={stranieri} manca="non pervenuto" />}>
          {stranieri !== null && `${formatPercento(stranieri / residenti)} dei residenti`}
        </Quadrante>
      </ul>
      <div className="t-sezione">
        <Grafico
          titolo={`Residenti di ${comune.nome} per età, ${anno}`}
          isDimostrativo={popolazione.origine === 'DIMOSTRATIVO'}
          nota={`Fonte: ${testoFonte(popolazione.fonte)}.`}
          dati={{
            testata: ['Età', 'Residenti'],
            righe: [
              ['0-17 anni', eta0a17],
              ['18-64 anni', eta18a64],
              ['65 anni e oltre', eta65oltre],
            ],
          }}
        >
          <BarreOrdinate
            formato={formatNumero}
            barre={[
              { chiave: '0', etichetta: '0-17 anni', valore: eta0a17 },
              { chiave: '18', etichetta: '18-64 anni', valore: eta18a64 },
              { chiave: '65', etichetta: '65 anni e oltre', valore: eta65oltre },
            ].map((barra) => ({ ...barra, isDimostrativo: popolazione.origine === 'DIMOSTRATIVO' }))}
          />
        </Grafico>
      </div>
      <Incongruenze di={incongruenze} />
    </>
  );
}
