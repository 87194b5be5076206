import type { BisognoPoverta, ConsoleOsservatorioQuery } from '../../graph/operazioni/osservatorio-poverta';
import { Conteggio } from '../../ui/Cifre';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { BISOGNI } from './parole';

type Contributi = NonNullable<ConsoleOsservatorioQuery['osservatorioPoverta']>['contributiTerzoSettore'];
type Contributo = NonNullable<Contributi>[number];

/** What listening centres and the distribution of goods counted: a line a body and year, a column a need, never added up. */
export function CentriDiAscolto({ di }: { readonly di: Contributi }) {
  const righe = di ?? [];
  const detti = new Set(righe.flatMap(({ perBisogno }) => perBisogno.map(({ bisogno }) => bisogno)));
  const bisogni = (Object.keys(BISOGNI) as BisognoPoverta[]).filter((bisogno) => detti.has(bisogno));
  return (
    <section className="t-sezione" aria-labelledby="ascolto">
      <h2 id="ascolto">Che cosa vedono gli enti del Terzo Settore</h2>
      <Tabella
        titolo="Persone incontrate, per ente e bisogno"
        nome="ascolto"
        righe={righe}
        chiaveRiga={({ anno, ente }) => `${anno} ${ente?.codice}`}
        ordine="-anno"
        vuoto={di === null ? 'Queste cifre ora non sono disponibili.' : 'Nessun ente ha dato cifre per questi anni.'}
        colonne={[...CHI, ...bisogni.map(colonnaDi)]}
      />
      <p className="t-nota">Una persona può avere più bisogni e rivolgersi a più enti: queste cifre non si sommano.</p>
    </section>
  );
}

const CHI: ReadonlyArray<Colonna<Contributo>> = [
  {
    chiave: 'ente',
    titolo: 'Ente',
    valore: ({ ente }) => ente?.denominazione ?? null,
    cella: ({ ente, perBisogno }) => (
      <>
        <span className="t-nome">{ente?.denominazione ?? 'ente non disponibile'}</span>{' '}
        {perBisogno.some(({ origine }) => origine === 'DIMOSTRATIVO') && <BadgeDimostrativo />}
      </>
    ),
  },
  { chiave: 'anno', titolo: 'Anno', isNumero: true, valore: ({ anno }) => anno, cella: ({ anno }) => anno },
];

function colonnaDi(bisogno: BisognoPoverta): Colonna<Contributo> {
  const persone = ({ perBisogno }: Contributo) => perBisogno.find((one) => one.bisogno === bisogno)?.persone ?? null;
  return {
    chiave: bisogno,
    titolo: BISOGNI[bisogno],
    isNumero: true,
    valore: (contributo) => persone(contributo)?.valore ?? null,
    cella: (contributo) => <Conteggio di={persone(contributo)} manca="non rilevato" />,
  };
}
