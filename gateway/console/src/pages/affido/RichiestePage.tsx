import { Link } from 'wouter';
import { type ConsoleRichiesteQuery, ConsoleRichiesteDocument } from '../../graph/operazioni/affido';
import { useElenco } from '../../graph/elenco';
import { usePermesso } from '../../graph/sessione-context';
import { formatNumero } from '../../lib/formato';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { EsitoElenco } from '../../ui/EsitoElenco';
import { useFiltroStato } from '../../ui/filtro-stato';
import { Pagina } from '../../ui/Pagina';
import { Pillola } from '../../ui/Pillola';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { minori, RICHIESTE, STATI_RICHIESTA, TIPI } from './parole';
import { urgenzaDi } from './urgenza';

type Richiesta = NonNullable<ConsoleRichiesteQuery['richiesteAffido']>['edges'][number]['node'];

/** Minors who wait for a family, the most urgent first and then who waits longest. */
export function RichiestePage() {
  const { stato, scelta } = useFiltroStato(STATI_RICHIESTA, 'IN_ATTESA', 'Tutte');
  const elenco = useElenco(
    ConsoleRichiesteDocument,
    { filtro: { stato, ambito: null }, after: null },
    (data) => data.richiesteAffido,
  );
  const mayOpen = usePermesso('affido:gestisci');
  return (
    <Pagina
      titolo="Richieste di affido"
      sottotitolo="Minori con un decreto che aspettano una famiglia, senza la loro identità. Ogni lettura resta nel registro degli accessi."
      azioni={
        <>
          {scelta}
          {mayOpen && (
            <Link className="btn btn-primary" href={`${RICHIESTE.href}/nuova`}>
              Nuova richiesta
            </Link>
          )}
        </>
      }
    >
      <EsitoElenco di={elenco} righe={12}>
        <Tabella
          titolo="Richieste, dalla più urgente"
          ordine="-urgenza"
          righe={elenco.righe}
          colonne={COLONNE}
          chiaveRiga={({ codice }) => codice}
          altre={elenco.altre}
          vuoto="Nessuna richiesta in questo stato."
        />
      </EsitoElenco>
    </Pagina>
  );
}

const COLONNE: ReadonlyArray<Colonna<Richiesta>> = [
  {
    chiave: 'codice',
    titolo: 'Richiesta',
    valore: ({ codice }) => codice,
    cella: ({ codice, origine }) => (
      <>
        <Link href={`/banca-affido/richieste/${codice}`}>{codice}</Link>{' '}
        {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
      </>
    ),
  },
  {
    chiave: 'urgenza',
    titolo: 'Urgenza',
    valore: (one) => urgenzaDi(one)?.grado ?? 0,
    cella: (one) => {
      const urgenza = urgenzaDi(one);
      return urgenza ? <Pillola tono={urgenza.tono}>{urgenza.testo}</Pillola> : '–';
    },
  },
  {
    chiave: 'attesa',
    titolo: 'Giorni di attesa',
    isNumero: true,
    valore: ({ attesaGiorni }) => attesaGiorni,
    cella: ({ attesaGiorni }) => formatNumero(attesaGiorni),
  },
  { chiave: 'minori', titolo: 'Età', valore: ({ eta }) => eta, cella: minori },
  { chiave: 'tipo', titolo: 'Affido', valore: ({ tipo }) => TIPI[tipo], cella: ({ tipo }) => TIPI[tipo] },
  {
    chiave: 'bisogni',
    titolo: 'Bisogni speciali',
    valore: ({ bisogniSpeciali }) => (bisogniSpeciali ? 'sì' : 'no'),
    cella: ({ bisogniSpeciali }) => (bisogniSpeciali ? 'sì' : 'no'),
  },
  {
    chiave: 'ambito',
    titolo: 'Ambito',
    valore: ({ ambito }) => ambito?.nome ?? null,
    cella: ({ ambito }) => ambito?.nome ?? 'non disponibile',
  },
  {
    chiave: 'stato',
    titolo: 'Stato',
    valore: ({ stato }) => STATI_RICHIESTA[stato],
    cella: ({ stato }) => STATI_RICHIESTA[stato],
  },
];
