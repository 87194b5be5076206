import { Link, useParams } from 'wouter';
import { useDomanda, useUltimo } from '../../graph/domanda';
import { type ConsoleAmbitoQuery, ConsoleAmbitoDocument } from '../../graph/operazioni/cabina-di-regia';
import { conta, formatNumero, formatPercento } from '../../lib/formato';
import { useParametroNumero } from '../../lib/parametri';
import { Cifra, Conteggio, type ConteggioDati, NotaRiservatezza } from '../../ui/Cifre';
import { colonnaCifra } from '../../ui/colonne';
import { assenzaDi, InVerifica } from '../../ui/Condizione';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo, BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Incongruenze } from '../../ui/Incongruenze';
import { Pagina } from '../../ui/Pagina';
import { Quadrante } from '../../ui/Quadrante';
import { ANNO_INIZIALE, SceltaAnno } from '../../ui/Scelta';
import { Esito, Vuoto } from '../../ui/Stati';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { SceltaConfini, SeriePopolazione, useConfini } from './Popolazione';

const TRIENNIO = '2021-2023';
const CABINA = { testo: 'Cabina di Regia', href: '/cabina-di-regia' };

type Ambito = NonNullable<ConsoleAmbitoQuery['ambito']>;

/** One ambito: its figures, each with its source, and its comuni. */
export function AmbitoPage() {
  const numero = Number(useParams<{ numero: string }>().numero);
  const [anno, setAnno] = useParametroNumero('anno', ANNO_INIZIALE);
  const [confini, setConfini] = useConfini();
  const [result, again] = useDomanda({
    query: ConsoleAmbitoDocument,
    variables: { numero, anno, triennio: TRIENNIO, confini },
  });
  const ambito = useUltimo(result.data?.ambito);
  return (
    <Pagina
      titolo={ambito?.nome ?? `Ambito ${numero}`}
      sottotitolo={ambito ? sottotitolo(ambito) : 'Un ambito e i suoi comuni'}
      briciole={[CABINA]}
      azioni={
        <>
          <SceltaConfini confini={confini} onConfini={setConfini} />
          <SceltaAnno anno={anno} onAnno={setAnno} />
        </>
      }
    >
      <Esito di={result} righe={12} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {(data) =>
          data.ambito ? (
            <>
              <Copertura di={data.copertura} cosa={`Dati annuali del ${anno}`} />
              {isDimostrativo(data.ambito) && <AvvisoDimostrativo dove="questo ambito" />}
              <Cifre ambito={data.ambito} anno={anno} />
              <NotaRiservatezza />
              <Incongruenze di={data.ambito.popolazione?.incongruenze ?? []} />
              <SeriePopolazione nome={data.ambito.nome} di={data.ambito.seriePopolazione} confini={confini} />
              <div className="t-sezione">
                <Comuni ambito={data.ambito} anno={anno} />
              </div>
            </>
          ) : (
            <Vuoto titolo={`Non c’è un ambito numero ${numero}`}>
              <Link href="/cabina-di-regia">Torna ai dodici ambiti</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

const sottotitolo = ({ numero, distretto, asst, comuni }: Ambito): string =>
  [`Ambito ${numero}`, distretto?.nome, asst?.nome, conta(comuni.length, 'comune', 'comuni')]
    .filter(Boolean)
    .join(' · ');

const isDimostrativo = ({ origine, popolazione, tutelaMinori }: Ambito): boolean =>
  [origine, popolazione?.origine, tutelaMinori?.origine].includes('DIMOSTRATIVO');

function quote({ residenti, eta0a17, eta65oltre }: NonNullable<Ambito['popolazione']>): string {
  return eta0a17 === null || eta65oltre === null
    ? 'le fonti non ne danno l’età'
    : `${formatPercento(eta0a17 / residenti)} minori, ${formatPercento(eta65oltre / residenti)} da 65 anni`;
}

/** A rate is shown as a count is: suppressed with the counts that it is made of. */
const tasso = (di: ConteggioDati | undefined) => <Conteggio di={di} />;

function Cifre({ ambito, anno }: { readonly ambito: Ambito; readonly anno: number }) {
  const { popolazione, valutazioniMultidimensionali: valutazioni } = ambito;
  return (
    <ul className="t-carte" aria-label={`Le cifre del ${anno}`}>
      <Quadrante
        titolo="Residenti"
        di={popolazione}
        cifra={<Cifra valore={popolazione?.residenti} manca="non pervenuto" />}
      >
        {popolazione && quote(popolazione)}
      </Quadrante>
      <Tutela di={ambito.tutelaMinori} />
      <Affidi di={ambito.affido} />
      <SostegnoAlReddito di={ambito.poverta} />
      <Quadrante titolo="Valutazioni multidimensionali" di={valutazioni} cifra={<Conteggio di={valutazioni?.totale} />}>
        {valutazioni && `${formatNumero(valutazioni.giorniMediani)} giorni mediani di attesa`}
      </Quadrante>
      <Programmazione ambito={ambito} />
    </ul>
  );
}

function Tutela({ di }: { readonly di: Ambito['tutelaMinori'] }) {
  return (
    <>
      <Quadrante
        titolo="Minori in carico"
        di={di}
        cifra={<Conteggio di={di?.minoriInCarico} manca={assenzaDi(di?.condizioneMinori)} />}
      >
        {di && <>{tasso(di.minoriInCaricoPer1000)} ogni 1.000 minori residenti</>}
        <InVerifica di={di?.condizioneMinori} />
      </Quadrante>
      <Quadrante
        titolo="Nuclei in carico"
        di={di}
        cifra={<Conteggio di={di?.nucleiInCarico} manca={assenzaDi(di?.condizioneNuclei)} />}
      >
        <InVerifica di={di?.condizioneNuclei} />
      </Quadrante>
    </>
  );
}

function SostegnoAlReddito({ di }: { readonly di: Ambito['poverta'] }) {
  return (
    <Quadrante
      titolo="Sostegno al reddito"
      di={di}
      cifra={<Conteggio di={di?.beneficiari} manca={assenzaDi(di?.condizioneBeneficiari)} />}
    >
      {di && <>{tasso(di.beneficiariPer1000)} ogni 1.000 residenti</>}
      <InVerifica di={di?.condizioneBeneficiari} />
    </Quadrante>
  );
}

function Affidi({ di }: { readonly di: Ambito['affido'] }) {
  return (
    <Quadrante titolo="Affidi in essere" di={di} cifra={<Conteggio di={di?.affidiInEssere} />}>
      {di && (
        <>
          In attesa di una famiglia: <Conteggio di={di.minoriInAttesa} />
        </>
      )}
    </Quadrante>
  );
}

function Programmazione({ ambito: { numero, offerta, pianoDiZona } }: { readonly ambito: Ambito }) {
  return (
    <>
      <Quadrante titolo="Posti nei servizi" di={offerta} cifra={<Cifra valore={offerta?.posti} manca="non censiti" />}>
        {offerta && (
          <Link href={`/rete-servizi?ambito=${numero}`}>
            {conta(offerta.unita, 'unità d’offerta', 'unità d’offerta')}
          </Link>
        )}
      </Quadrante>
      <Quadrante
        titolo={`Piano di Zona ${TRIENNIO}`}
        di={pianoDiZona}
        cifra={<Cifra valore={pianoDiZona?.riepilogo?.obiettivi} manca="nessun piano" />}
      >
        {pianoDiZona && <Link href={`/piano-di-zona/${numero}`}>Gli obiettivi, uno per uno</Link>}
      </Quadrante>
    </>
  );
}

function Comuni({ ambito, anno }: { readonly ambito: Ambito; readonly anno: number }) {
  return (
    <Tabella
      titolo={`I comuni di ${ambito.nome} nel ${anno}`}
      righe={ambito.comuni}
      chiaveRiga={({ codiceIstat }) => codiceIstat}
      ordine="nome"
      colonne={COLONNE_COMUNI}
    />
  );
}

const COLONNE_COMUNI: ReadonlyArray<Colonna<Ambito['comuni'][number]>> = [
  {
    chiave: 'nome',
    titolo: 'Comune',
    valore: ({ nome }) => nome,
    cella: ({ codiceIstat, nome, popolazione }) => (
      <>
        <Link href={`/cabina-di-regia/comuni/${codiceIstat}`}>{nome}</Link>{' '}
        {popolazione?.origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
      </>
    ),
  },
  colonnaCifra('residenti', 'Residenti', ({ popolazione }) => popolazione?.residenti),
  colonnaCifra('minori', 'Da 0 a 17 anni', ({ popolazione }) => popolazione?.eta0a17),
  colonnaCifra('anziani', 'Da 65 anni', ({ popolazione }) => popolazione?.eta65oltre),
  colonnaCifra('stranieri', 'Stranieri', ({ popolazione }) => popolazione?.stranieri),
];
