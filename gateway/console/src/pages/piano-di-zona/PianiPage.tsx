import { Link } from 'wouter';
import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { useDomanda } from '../../graph/domanda';
import { type ConsolePianiQuery, ConsolePianiDocument } from '../../graph/operazioni/piano-di-zona';
import { formatPercento } from '../../lib/formato';
import { Cifra } from '../../ui/Cifre';
import { AvvisoDimostrativo, BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Fonte } from '../../ui/Fonte';
import { Pagina } from '../../ui/Pagina';
import { Esito } from '../../ui/Stati';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { TRIENNIO } from './piano';

type Ambito = ConsolePianiQuery['ambiti'][number];

/** The plans of the ambiti, side by side. */
export function PianiPage() {
  const [result, again] = useDomanda({ query: ConsolePianiDocument, variables: { triennio: TRIENNIO } });
  return (
    <Pagina titolo="Piani di Zona" sottotitolo={`Obiettivi e indicatori dei dodici ambiti, triennio ${TRIENNIO}.`}>
      <Esito di={result} righe={12} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ ambiti }) => (
          <>
            {ambiti.some(({ pianoDiZona }) => pianoDiZona?.origine === 'DIMOSTRATIVO') && <AvvisoDimostrativo />}
            <Tabella
              titolo={`I piani del triennio ${TRIENNIO}`}
              righe={ambiti}
              colonne={COLONNE}
              chiaveRiga={({ numero }) => String(numero)}
              ordine="numero"
            />
            <div className="t-sezione">
              <Raggiungimento ambiti={ambiti} />
            </div>
          </>
        )}
      </Esito>
    </Pagina>
  );
}

const nessuno = <span className="t-assente">nessun piano</span>;

const COLONNE: ReadonlyArray<Colonna<Ambito>> = [
  {
    chiave: 'nome',
    titolo: 'Ambito',
    valore: ({ nome }) => nome,
    cella: ({ numero, nome, pianoDiZona }) => (
      <>
        {pianoDiZona ? <Link href={`/piano-di-zona/${numero}`}>{nome}</Link> : nome}{' '}
        {pianoDiZona?.origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
      </>
    ),
  },
  { chiave: 'numero', titolo: 'N.', isNumero: true, valore: ({ numero }) => numero, cella: ({ numero }) => numero },
  {
    chiave: 'capofila',
    titolo: 'Ente capofila',
    valore: ({ pianoDiZona }) => pianoDiZona?.capofila ?? null,
    cella: ({ pianoDiZona }) => pianoDiZona?.capofila ?? nessuno,
  },
  {
    chiave: 'obiettivi',
    titolo: 'Obiettivi',
    isNumero: true,
    valore: ({ pianoDiZona }) => pianoDiZona?.riepilogo?.obiettivi ?? null,
    cella: ({ pianoDiZona }) => <Cifra valore={pianoDiZona?.riepilogo?.obiettivi} />,
  },
  {
    chiave: 'innovativi',
    titolo: 'di cui innovativi',
    isNumero: true,
    valore: ({ pianoDiZona }) => pianoDiZona?.riepilogo?.innovativi ?? null,
    cella: ({ pianoDiZona }) => <Cifra valore={pianoDiZona?.riepilogo?.innovativi} />,
  },
  {
    chiave: 'misurati',
    titolo: 'Indicatori misurati',
    isNumero: true,
    valore: ({ pianoDiZona }) => pianoDiZona?.riepilogo?.indicatoriMisurati ?? null,
    cella: ({ pianoDiZona }) =>
      pianoDiZona?.riepilogo
        ? `${pianoDiZona.riepilogo.indicatoriMisurati} su ${pianoDiZona.riepilogo.indicatori}`
        : nessuno,
  },
  {
    chiave: 'raggiungimento',
    titolo: 'Raggiungimento medio',
    isNumero: true,
    valore: ({ pianoDiZona }) => pianoDiZona?.riepilogo?.raggiungimentoMedio ?? null,
    cella: ({ pianoDiZona }) => <Medio di={pianoDiZona?.riepilogo?.raggiungimentoMedio} />,
  },
  {
    chiave: 'fonte',
    titolo: 'Fonte',
    cella: ({ nome, pianoDiZona }) => <Fonte di={pianoDiZona?.fonte} cosa={`Piano di Zona di ${nome}`} />,
  },
];

function Medio({ di }: { readonly di: number | null | undefined }) {
  return (di ?? null) === null ? (
    <span className="t-assente">non misurato</span>
  ) : (
    <>{formatPercento((di ?? 0) / 100)}</>
  );
}

function Raggiungimento({ ambiti }: { readonly ambiti: readonly Ambito[] }) {
  const barre = ambiti.map(({ numero, nome, pianoDiZona }) => ({
    chiave: String(numero),
    etichetta: nome,
    valore: pianoDiZona?.riepilogo?.raggiungimentoMedio ?? null,
    assenza: pianoDiZona ? 'nessun indicatore misurato' : 'nessun piano',
    isDimostrativo: pianoDiZona?.riepilogo?.origine === 'DIMOSTRATIVO',
  }));
  return (
    <Grafico
      titolo={`Raggiungimento medio degli obiettivi, ${TRIENNIO}`}
      descrizione="La media degli indicatori misurati. Dove nessuno è stato misurato non c’è una barra: non è uno zero."
      isDimostrativo={barre.some(({ isDimostrativo }) => isDimostrativo)}
      nota="Le barre tratteggiate sono dati dimostrativi."
      dati={{
        testata: ['Ambito', 'Raggiungimento medio (%)', 'Nota'],
        righe: barre.map(({ etichetta, valore, assenza }) => [etichetta, valore, valore === null ? assenza : '']),
      }}
    >
      <BarreOrdinate barre={barre} formato={(value) => formatPercento(value / 100)} />
    </Grafico>
  );
}
