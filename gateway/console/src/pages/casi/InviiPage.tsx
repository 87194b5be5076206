import {
  ConsoleInviiMandatiDocument,
  ConsoleInviiRicevutiDocument,
  type StatoInvio,
} from '../../graph/operazioni/casi';
import { problemiDi } from '../../graph/errori';
import { useElenco } from '../../graph/elenco';
import { usePermesso } from '../../graph/sessione-context';
import { useParametro } from '../../lib/parametri';
import { Pagina } from '../../ui/Pagina';
import { Scelta } from '../../ui/Scelta';
import { Schede } from '../../ui/Schede';
import { Esito, Problemi } from '../../ui/Stati';
import { STATO_INVIO } from './parole';
import { TabellaInvii } from './TabellaInvii';

const VERSI = ['ricevuti', 'mandati'] as const;
type Verso = (typeof VERSI)[number];
const TUTTI = 'TUTTI';
const STATI = [TUTTI, ...Object.keys(STATO_INVIO)] as ReadonlyArray<StatoInvio | typeof TUTTI>;
const A_PAGINA = 50;

/** What other bodies sent here, and what was sent to them; what is due first comes first. */
export function InviiPage() {
  const [verso, setVerso] = useParametro<Verso>('verso', 'ricevuti', VERSI);
  const [stato, setStato] = useParametro<StatoInvio | typeof TUTTI>('stato', TUTTI, STATI);
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
      <div className="t-filtri">
        <Scelta
          etichetta="Stato"
          valore={stato}
          opzioni={STATI.map((valore) => ({
            valore,
            testo: valore === TUTTI ? 'Tutti' : STATO_INVIO[valore].testo,
          }))}
          onScelta={(value) => setStato(value as StatoInvio)}
        />
      </div>
      <Elenco key={verso} verso={verso} stato={stato === TUTTI ? null : stato} />
    </Pagina>
  );
}

function Elenco({ verso, stato }: { readonly verso: Verso; readonly stato: StatoInvio | null }) {
  const variables = { first: A_PAGINA, filtro: { stato } };
  return verso === 'ricevuti' ? <Ricevuti variables={variables} /> : <Mandati variables={variables} />;
}

interface ListaProps {
  readonly variables: { readonly first: number; readonly filtro: { readonly stato: StatoInvio | null } };
}

function Ricevuti({ variables }: ListaProps) {
  const elenco = useElenco(ConsoleInviiRicevutiDocument, variables, ({ inviiRicevuti }) => inviiRicevuti);
  return (
    <Esito di={elenco.prima} onRiprova={elenco.ricarica}>
      {() => (
        <>
          <Problemi problemi={problemiDi(elenco.error)} />
          <TabellaInvii
            titolo="Invii ricevuti"
            righe={elenco.righe}
            verso="ricevuti"
            altre={elenco.altre}
            vuoto="Nessuno ha mandato nulla al tuo servizio."
          />
        </>
      )}
    </Esito>
  );
}

function Mandati({ variables }: ListaProps) {
  const elenco = useElenco(ConsoleInviiMandatiDocument, variables, ({ inviiMandati }) => inviiMandati);
  return (
    <Esito di={elenco.prima} onRiprova={elenco.ricarica}>
      {() => (
        <>
          <Problemi problemi={problemiDi(elenco.error)} />
          <TabellaInvii
            titolo="Invii mandati"
            righe={elenco.righe}
            verso="mandati"
            altre={elenco.altre}
            vuoto="Non hai mandato nulla: si manda dalla pagina di un caso."
          />
        </>
      )}
    </Esito>
  );
}
