import { Link } from 'wouter';
import { Scintilla } from '../../charts/Scintilla';
import { useDomanda } from '../../graph/domanda';
import { formatPercento } from '../../lib/formato';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { assenzaDi } from '../../ui/Condizione';
import { colonnaCifra, colonnaConteggio } from '../../ui/colonne';
import { Fonte } from '../../ui/Fonte';
import { useMancanti } from '../../ui/mancanti';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { type AmbitoCabina, anniIntorno, type Indicatore, misura, puntiDi, variabiliAnni } from './indicatori';

interface TabellaAmbitiProps {
  readonly ambiti: readonly AmbitoCabina[];
  readonly indicatore: Indicatore;
  readonly anno: number;
}

/** Everything about the twelve ambiti in one table; the chosen indicator comes with its trend. */
export function TabellaAmbiti({ ambiti, indicatore, anno }: TabellaAmbitiProps) {
  const mancanti = useMancanti();
  const anni = anniIntorno(anno);
  const [{ data }] = useDomanda({ query: indicatore.andamento, variables: variabiliAnni(anni) });
  const trends = new Map(data?.ambiti.map((ambito) => [ambito.numero, puntiDi(indicatore, ambito, anni)]));
  return (
    <Tabella
      titolo={`I dodici ambiti nel ${anno}`}
      righe={ambiti}
      chiaveRiga={({ numero }) => String(numero)}
      ordine="numero"
      colonne={[NOME, NUMERO, ...scelto(indicatore, trends, mancanti), ...FISSE]}
    />
  );
}

type Colonne = ReadonlyArray<Colonna<AmbitoCabina>>;

const NOME: Colonna<AmbitoCabina> = {
  chiave: 'nome',
  titolo: 'Ambito',
  valore: ({ nome }) => nome,
  cella: ({ numero, nome, origine }) => (
    <>
      <Link href={`/cabina-di-regia/ambiti/${numero}`}>{nome}</Link>{' '}
      {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
    </>
  ),
};

const NUMERO: Colonna<AmbitoCabina> = {
  chiave: 'numero',
  titolo: 'N.',
  isNumero: true,
  valore: ({ numero }) => numero,
  cella: ({ numero }) => numero,
};

function scelto(
  indicatore: Indicatore,
  trends: ReadonlyMap<number, ReturnType<typeof puntiDi>>,
  mancanti: ReadonlySet<string>,
): Colonne {
  return [
    {
      chiave: 'indicatore',
      titolo: indicatore.etichetta,
      isNumero: true,
      valore: (ambito) => misura(indicatore, ambito).valore,
      cella: (ambito) => {
        const { valore, assenza, fonte, isDimostrativo } = misura(indicatore, ambito, mancanti);
        return (
          <>
            {valore === null ? <span className="t-assente">{assenza}</span> : indicatore.formato(valore)}
            {isDimostrativo && <span className="visually-hidden"> (dimostrativo)</span>}
            <Fonte di={fonte} cosa={`${indicatore.etichetta}, ${ambito.nome}`} />
          </>
        );
      },
    },
    {
      chiave: 'andamento',
      titolo: 'Andamento',
      cella: ({ numero, nome }) => {
        const punti = trends.get(numero);
        // Until the years have come nobody knows how many there are.
        return punti ? (
          <Scintilla punti={punti} cosa={`${indicatore.etichetta}, ${nome}`} />
        ) : (
          <span className="t-attesa" />
        );
      },
    },
  ];
}

const FISSE: Colonne = [
  colonnaCifra('residenti', 'Residenti', ({ popolazione }) => popolazione?.residenti),
  colonnaConteggio(
    'minori',
    'Minori in carico',
    ({ tutelaMinori }) => tutelaMinori?.minoriInCarico,
    ({ tutelaMinori }) => assenzaDi(tutelaMinori?.condizioneMinori),
  ),
  colonnaConteggio('affidi', 'Affidi in essere', ({ affido }) => affido?.affidiInEssere),
  colonnaConteggio(
    'beneficiari',
    'Sostegno al reddito',
    ({ poverta }) => poverta?.beneficiari,
    ({ poverta }) => assenzaDi(poverta?.condizioneBeneficiari),
  ),
  colonnaConteggio('valutazioni', 'Valutazioni ASST', ({ valutazioniMultidimensionali: di }) => di?.totale),
  colonnaCifra('posti', 'Posti nei servizi', ({ offerta }) => offerta?.posti, 'non censiti'),
  colonnaCifra('enti', 'Enti del Terzo Settore', ({ entiTerzoSettore }) => entiTerzoSettore?.totale, 'non censiti'),
  {
    chiave: 'obiettivi',
    titolo: 'Obiettivi del piano',
    isNumero: true,
    valore: ({ pianoDiZona }) => pianoDiZona?.riepilogo?.obiettivi ?? null,
    cella: ({ numero, pianoDiZona }) =>
      pianoDiZona?.riepilogo ? (
        <Link href={`/piano-di-zona/${numero}`}>
          {pianoDiZona.riepilogo.obiettivi}
          <span className="visually-hidden"> obiettivi, apri il piano</span>
        </Link>
      ) : (
        <span className="t-assente">nessun piano</span>
      ),
  },
  {
    chiave: 'raggiungimento',
    titolo: 'Raggiungimento medio',
    isNumero: true,
    valore: ({ pianoDiZona }) => pianoDiZona?.riepilogo?.raggiungimentoMedio ?? null,
    cella: ({ pianoDiZona }) =>
      (pianoDiZona?.riepilogo?.raggiungimentoMedio ?? null) === null ? (
        <span className="t-assente">non misurato</span>
      ) : (
        formatPercento((pianoDiZona?.riepilogo?.raggiungimentoMedio ?? 0) / 100)
      ),
  },
];
