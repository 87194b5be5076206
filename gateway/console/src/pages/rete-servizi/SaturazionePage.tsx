import { Link } from 'wouter';
import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleAmbitiDocument,
  ConsoleSaturazioneDocument,
  type ConsoleSaturazioneQuery,
  type SaturazioneFragment,
} from '../../graph/operazioni/rete-servizi';
import { conta, formatDataBreve, formatNumero, formatUnDecimale } from '../../lib/formato';
import { useParametro } from '../../lib/parametri';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo, BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Scelta } from '../../ui/Scelta';
import { Attenzione, Esito } from '../../ui/Stati';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { type Tipo, TIPI } from './rete';

type Riga = SaturazioneFragment;
const TUTTI = '';

/** How full the network is, by type and by ambito, and who has not declared. */
export function SaturazionePage() {
  const [tipo, setTipo] = useParametro<Tipo | ''>('tipo', TUTTI, [TUTTI, ...(Object.keys(TIPI) as Tipo[])]);
  const [ambito, setAmbito] = useParametro<string>('ambito', TUTTI);
  const [ambiti] = useDomanda({ query: ConsoleAmbitiDocument });
  const variables = { tipo: tipo || null, ambito: ambito ? Number(ambito) : null };
  const [result, again] = useDomanda({ query: ConsoleSaturazioneDocument, variables });
  const daDichiarare = `/rete-servizi?${new URLSearchParams({
    posti: 'da-dichiarare',
    ...(tipo && { tipo }),
    ...(ambito && { ambito }),
  }).toString()}`;
  return (
    <Pagina
      titolo="Saturazione della rete"
      sottotitolo="Quanti posti su cento sono occupati, per tipo di unità e per ambito, e chi non li ha dichiarati."
      briciole={[{ testo: 'Rete dei servizi', href: '/rete-servizi' }]}
    >
      <div className="t-filtri" role="search">
        <Scelta
          etichetta="Tipo"
          valore={tipo}
          opzioni={[
            { valore: TUTTI, testo: 'Tutti i tipi' },
            ...(Object.entries(TIPI) as Array<[Tipo, string]>).map(([valore, testo]) => ({ valore, testo })),
          ]}
          onScelta={(value) => setTipo(value as Tipo | '')}
        />
        <Scelta
          etichetta="Ambito"
          valore={ambito}
          opzioni={[
            { valore: TUTTI, testo: 'Tutta la provincia' },
            ...(ambiti.data?.ambiti ?? []).map(({ numero, nome }) => ({
              valore: String(numero),
              testo: `${numero}. ${nome}`,
            })),
          ]}
          onScelta={setAmbito}
        />
      </div>
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })} righe={12}>
        {({ saturazioneRete }) => <Rete di={saturazioneRete} daDichiarare={daDichiarare} />}
      </Esito>
    </Pagina>
  );
}

interface ReteProps {
  readonly di: ConsoleSaturazioneQuery['saturazioneRete'];
  /** Address of the units that nobody declared lately, of the same type and ambito. */
  readonly daDichiarare: string;
}

function Rete({ di, daDichiarare }: ReteProps) {
  const { totale, perTipo, perAmbito, perTipoEAmbito, copertura } = di;
  return (
    <>
      <Copertura di={copertura} cosa="Ambiti che hanno dichiarato posti occupati" />
      {copertura.dimostrativo && <AvvisoDimostrativo />}
      <p className="lead">{inParole(totale)}</p>
      {totale.dichiarate < totale.unita && (
        <Attenzione
          titolo={`${conta(totale.unita - totale.dichiarate, 'unità non è contata', 'unità non sono contate')}`}
        >
          Nessuno ha detto di recente quanti posti sono occupati. <Link href={daDichiarare}>Quali sono</Link>
        </Attenzione>
      )}
      <div className="t-due t-sezione">
        <Barre
          titolo="Saturazione per tipo di unità"
          testata="Tipo"
          righe={perTipo}
          nomeDi={nomeTipo}
          siglaDi={siglaTipo}
        />
        <Barre titolo="Saturazione per ambito" testata="Ambito" righe={perAmbito} nomeDi={nomeAmbito} />
      </div>
      <div className="t-sezione">
        <Tabella
          titolo="Saturazione di ogni tipo in ogni ambito"
          righe={perTipoEAmbito}
          colonne={COLONNE}
          chiaveRiga={({ tipo, ambito }) => `${tipo} ${ambito?.numero}`}
          vuoto="Nessuna unità con queste scelte ha posti di cui si possa dire quanto sono occupati."
        />
        <Spiegazione />
      </div>
    </>
  );
}

function inParole({ saturazione, margine, dichiarate, unita, posti, dal }: Riga): string {
  const conto = `${conta(dichiarate, 'unità', 'unità')} su ${formatNumero(unita)}`;
  if (saturazione.valore === null) {
    return dichiarate === 0
      ? `Nessuna unità ha dichiarato di recente i posti occupati: si aspettano ${conta(unita, 'unità', 'unità')}.`
      : `Hanno dichiarato ${conto}: troppo poche perché la cifra dica qualcosa.`;
  }
  return `Il ${percento(saturazione.valore)} dei ${formatNumero(posti)} posti di ${conto} è occupato, con un margine di ${formatUnDecimale(margine)} punti. La dichiarazione più vecchia è del ${formatDataBreve(dal)}.`;
}

interface BarreProps {
  readonly titolo: string;
  readonly testata: string;
  readonly righe: readonly Riga[];
  readonly nomeDi: (riga: Riga) => string;
  /** A shorter name, beside the bars. */
  readonly siglaDi?: (riga: Riga) => string;
}

function Barre({ titolo, testata, righe, nomeDi, siglaDi = nomeDi }: BarreProps) {
  const barre = righe.map((riga) => ({
    chiave: nomeDi(riga),
    etichetta: siglaDi(riga),
    valore: riga.saturazione.valore,
    assenza: assenzaDi(riga),
    isDimostrativo: riga.dimostrativo,
  }));
  return (
    <Grafico
      titolo={titolo}
      isDimostrativo={barre.some(({ isDimostrativo }) => isDimostrativo)}
      nota="Posti occupati su cento, nelle unità che hanno dichiarato di recente. Le barre tratteggiate contengono dati dimostrativi."
      dati={{
        testata: [testata, 'Saturazione %', 'Margine (punti)', 'Unità dichiarate', 'Unità', 'Posti', 'Nota'],
        righe: righe.map((riga) => [
          nomeDi(riga),
          riga.saturazione.valore,
          riga.margine,
          riga.dichiarate,
          riga.unita,
          riga.posti,
          riga.saturazione.valore === null ? assenzaDi(riga) : (riga.dimostrativo && 'DIMOSTRATIVO') || '',
        ]),
      }}
    >
      <BarreOrdinate barre={barre} formato={percento} />
    </Grafico>
  );
}

const percento = (value: number): string => `${formatNumero(Math.round(value))}%`;
const nomeTipo = ({ tipo }: Riga): string => (tipo ? TIPI[tipo] : 'Tutti i tipi');
/** RSA is better known by its letters than by its words. */
const siglaTipo = (riga: Riga): string => /\((.+)\)$/.exec(nomeTipo(riga))?.[1] ?? nomeTipo(riga);
const nomeAmbito = ({ ambito }: Riga): string => ambito?.nome ?? 'ambito non disponibile';
const assenzaDi = ({ saturazione }: Riga): string => (saturazione.soppresso ? 'troppo incerta' : 'non dichiarata');

const COLONNE: ReadonlyArray<Colonna<Riga>> = [
  {
    chiave: 'tipo',
    titolo: 'Tipo',
    valore: nomeTipo,
    cella: (riga) => (
      <>
        {nomeTipo(riga)} {riga.dimostrativo && <BadgeDimostrativo />}
      </>
    ),
  },
  { chiave: 'ambito', titolo: 'Ambito', valore: nomeAmbito, cella: nomeAmbito },
  {
    chiave: 'saturazione',
    titolo: 'Saturazione',
    isNumero: true,
    valore: ({ saturazione }) => saturazione.valore,
    cella: (riga) =>
      riga.saturazione.valore === null ? (
        <span className="t-assente">{assenzaDi(riga)}</span>
      ) : (
        percento(riga.saturazione.valore)
      ),
  },
  {
    chiave: 'margine',
    titolo: 'Margine (punti)',
    isNumero: true,
    valore: ({ margine }) => margine,
    cella: ({ margine }) => (margine === null ? '' : `± ${formatUnDecimale(margine)}`),
  },
  {
    chiave: 'dichiarate',
    titolo: 'Unità dichiarate',
    isNumero: true,
    valore: ({ dichiarate }) => dichiarate,
    cella: ({ dichiarate, unita }) => `${formatNumero(dichiarate)} di ${formatNumero(unita)}`,
  },
  {
    chiave: 'posti',
    titolo: 'Posti',
    isNumero: true,
    valore: ({ posti }) => posti,
    cella: ({ posti }) => formatNumero(posti),
  },
  { chiave: 'dal', titolo: 'Dal', valore: ({ dal }) => dal, cella: ({ dal }) => formatDataBreve(dal) },
];

function Spiegazione() {
  return (
    <p className="t-nota">
      La saturazione è calcolata dalle fasce di cinque posti con cui l’occupazione di ogni unità è detta a tutti, non
      dai numeri esatti: il valore vero può essere più alto o più basso, al più dei punti del margine; oltre 15 non si
      dice. Chi ha più persone che posti conta come pieno. Restano fuori le unità con meno di cinque posti, le righe che
      comprendono più unità o che la fonte dice di non sommare, e le dichiarazioni troppo vecchie.
    </p>
  );
}
