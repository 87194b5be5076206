import {
  ConsoleInviiMandatiDocument,
  ConsoleInviiRicevutiDocument,
  type StatoInvio,
} from '../../graph/operazioni/casi';
import { useElenco } from '../../graph/elenco';
import { usePermesso } from '../../graph/sessione-context';
import { useParametro } from '../../lib/parametri';
import { EsitoElenco } from '../../ui/EsitoElenco';
import { useFiltroStato } from '../../ui/filtro-stato';
import { Pagina } from '../../ui/Pagina';
import { Schede } from '../../ui/Schede';
import { STATO_INVIO } from './parole';
import { TabellaInvii } from './TabellaInvii';

const VERSI = ['ricevuti', 'mandati'] as const;
type Verso = (typeof VERSI)[number];
const A_PAGINA = 50;

/** What other bodies sent here, and what was sent to them; what is due first comes first. */
export function InviiPage() {
  const [verso, setVerso] = useParametro<Verso>('verso', 'ricevuti', VERSI);
  const { stato, scelta } = useFiltroStato(STATO_INVIO, null);
  const Elenco = verso === 'ricevuti' ? Ricevuti : Mandati;
  const maySend = usePermesso('invio:manda');
  return (
    <Pagina
      titolo="Invii"
      sottotitolo="Famiglie passate e cose chieste tra servizi. Che cosa contengono si legge solo aprendole, dopo la consegna."
    >
      {maySend && (
        <Schede
          etichetta="Ricevuti o mandati"
          attiva={verso}
          schede={[
            { chiave: 'ricevuti', titolo: 'Ricevuti' },
            { chiave: 'mandati', titolo: 'Mandati' },
          ]}
          onScelta={(chosen) => setVerso(chosen as Verso)}
        />
      )}
      <div className="t-filtri">{scelta}</div>
      <Elenco variables={{ first: A_PAGINA, filtro: { stato } }} />
    </Pagina>
  );
}

interface ListaProps {
  readonly variables: { readonly first: number; readonly filtro: { readonly stato: StatoInvio | null } };
}

function Ricevuti({ variables }: ListaProps) {
  const elenco = useElenco(ConsoleInviiRicevutiDocument, variables, ({ inviiRicevuti }) => inviiRicevuti);
  return (
    <EsitoElenco di={elenco}>
      <TabellaInvii
        titolo="Invii ricevuti"
        righe={elenco.righe}
        verso="ricevuti"
        altre={elenco.altre}
        vuoto="Nessuno ha mandato nulla al tuo servizio."
      />
    </EsitoElenco>
  );
}

function Mandati({ variables }: ListaProps) {
  const elenco = useElenco(ConsoleInviiMandatiDocument, variables, ({ inviiMandati }) => inviiMandati);
  return (
    <EsitoElenco di={elenco}>
      <TabellaInvii
        titolo="Invii mandati"
        righe={elenco.righe}
        verso="mandati"
        altre={elenco.altre}
        vuoto="Non hai mandato nulla: si manda dalla pagina di un caso."
      />
    </EsitoElenco>
  );
}
