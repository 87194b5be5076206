import { Link, useParams } from 'wouter';
import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { useDomanda, useUltimo } from '../../graph/domanda';
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
import { Attenzione, Esito, Vuoto } from '../../ui/Stati';
import { SceltaConfini, SeriePopolazione, useConfini } from './Popolazione';

type Comune = NonNullable<ConsoleComuneQuery['comune']>;

/** One comune: who lives there, and where that is written. */
export function ComunePage() {
  const { codice = '' } = useParams<{ codice: string }>();
  const [anno, setAnno] = useParametroNumero('anno', ANNO_INIZIALE);
  const [confini, setConfini] = useConfini();
  const [result, again] = useDomanda({
    query: ConsoleComuneDocument,
    variables: { codiceIstat: codice, anno, confini },
  });
  const comune = useUltimo(result.data?.comune);
  const ambito = comune?.ambito;
  return (
    <Pagina
      titolo={comune?.nome ?? 'Comune'}
      sottotitolo={comune ? `Codice ISTAT ${comune.codiceIstat} · CAP ${comune.cap}` : `Codice ISTAT ${codice}`}
      briciole={[
        { testo: 'Cabina di Regia', href: '/cabina-di-regia' },
        ...(ambito ? [{ testo: ambito.nome, href: `/cabina-di-regia/ambiti/${ambito.numero}` }] : []),
      ]}
      azioni={
        <>
          <SceltaConfini confini={confini} onConfini={setConfini} />
          <SceltaAnno anno={anno} onAnno={setAnno} />
        </>
      }
    >
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {(data) =>
          data.comune ? (
            <>
              <Cessato comune={data.comune} />
              <Scheda comune={data.comune} anno={anno} />
              <SeriePopolazione nome={data.comune.nome} di={data.comune.seriePopolazione} confini={confini} />
              <Territorio comune={data.comune} />
              <Incongruenze di={data.comune.incongruenze} />
            </>
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

const indirizzo = (codice: string): string => `/cabina-di-regia/comuni/${codice}`;

/** A comune that is no more is said so first: its figures end there. */
function Cessato({ comune: { nome, validoAl, confluitoIn } }: { readonly comune: Comune }) {
  return validoAl === null ? null : (
    <Attenzione titolo={`${nome} non c’è più: l’ultimo giorno è stato il ${formatData(validoAl)}`}>
      {confluitoIn && (
        <>
          Dal giorno dopo è parte di <Link href={indirizzo(confluitoIn.codiceIstat)}>{confluitoIn.nome}</Link>.
        </>
      )}
    </Attenzione>
  );
}

/** What it is made of, and which ambiti it was of: told only where there is something to tell. */
function Territorio({ comune: { nome, confluiti, appartenenze } }: { readonly comune: Comune }) {
  if ((confluiti ?? []).length === 0 && (appartenenze ?? []).length < 2) {
    return null;
  }
  return (
    <section className="t-sezione" aria-labelledby="territorio">
      <h2 id="territorio">Confini di {nome} nel tempo</h2>
      <ul>
        {(confluiti ?? []).map((parte) => (
          <li key={parte.codiceIstat}>
            <Link href={indirizzo(parte.codiceIstat)}>{parte.nome}</Link> ne fa parte da dopo il{' '}
            {formatData(parte.validoAl)}.
          </li>
        ))}
        {(appartenenze ?? []).map(({ dal, al, ambito }) => (
          <li key={`${ambito?.numero} ${dal}`}>
            Ambito {ambito?.nome ?? 'non disponibile'}
            {dal && ` dal ${formatData(dal)}`}
            {al && ` al ${formatData(al)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Scheda({ comune, anno }: { readonly comune: Comune; readonly anno: number }) {
  const { popolazione } = comune;
  if (!popolazione) {
    return (
      <Vuoto titolo={`Nessun dato sulla popolazione del ${anno}`}>
        {(comune.seriePopolazione ?? []).length > 0
          ? `Le fonti ne hanno del ${(comune.seriePopolazione ?? []).map((one) => one.anno).join(', ')}.`
          : 'Le fonti non ne hanno di nessun anno.'}
      </Vuoto>
    );
  }
  const { residenti, eta0a17, eta18a64, eta65oltre, stranieri } = popolazione;
  return (
    <>
      {popolazione.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questo comune" />}
      <ul className="t-carte" aria-label={`Le cifre del ${anno}`}>
        <Quadrante titolo="Residenti" di={popolazione} cifra={<Cifra valore={residenti} />}>
          al {formatData(popolazione.data)}
          {popolazione.comuni > 1 && `, somma di ${popolazione.comuni} comuni di allora`}
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
    </>
  );
}
