import { type ConsoleRegistroQuery, ConsoleRegistroDocument } from '../../graph/operazioni/registro';
import { useElenco } from '../../graph/elenco';
import { formatIstanteBreve } from '../../lib/formato';
import { EsitoElenco } from '../../ui/EsitoElenco';
import { Pagina } from '../../ui/Pagina';
import { Scelta } from '../../ui/Scelta';
import { nomeRuolo } from '../../ui/ruoli';
import { SceltaGiorno } from '../../ui/SceltaGiorno';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { Catene } from './Catene';
import { useFiltro } from './filtro';
import { CLASSI, ESITI, nomeTipo, OPERAZIONI, SCOPI, scelteDi } from './parole';

type Accesso = NonNullable<ConsoleRegistroQuery['registroAccessi']>['edges'][number]['node'];

/** Who read and wrote records of people: for the garante, who sees no record. */
export function RegistroPage() {
  const { filtro, scelte, cambia } = useFiltro();
  const elenco = useElenco(ConsoleRegistroDocument, { filtro, after: null }, (data) => data.registroAccessi);
  return (
    <Pagina
      titolo="Registro degli accessi"
      sottotitolo="Chi ha letto o scritto i fascicoli delle persone, quando e perché. Anche questa consultazione resta nel registro."
    >
      <Catene ambito={filtro.ambito ?? null} />
      <Filtri scelte={scelte} cambia={cambia} />
      <EsitoElenco di={elenco} righe={12}>
        <Tabella
          titolo="Accessi, dal più recente"
          righe={elenco.righe}
          colonne={COLONNE}
          chiaveRiga={({ ambito, numero }) => `${ambito}/${numero}`}
          altre={elenco.altre}
          vuoto="Nessun accesso corrisponde a questi filtri."
        />
        <BasiGiuridiche di={elenco.righe} />
      </EsitoElenco>
    </Pagina>
  );
}

const AMBITI = [
  { valore: '', testo: 'Tutti' },
  ...Array.from({ length: 12 }, (_, index) => ({ valore: String(index + 1), testo: `Ambito ${index + 1}` })),
  { valore: '0', testo: 'Di nessun ambito' },
];

function Filtri({ scelte, cambia }: Pick<ReturnType<typeof useFiltro>, 'scelte' | 'cambia'>) {
  return (
    <div className="t-filtri" role="search" aria-label="Filtra il registro">
      <Scelta etichetta="Ambito" valore={scelte.ambito} opzioni={AMBITI} onScelta={cambia.ambito} />
      <Scelta etichetta="Scopo" valore={scelte.scopo} opzioni={scelteDi(SCOPI)} onScelta={cambia.scopo} />
      <Scelta
        etichetta="Operazione"
        valore={scelte.operazione}
        opzioni={scelteDi(OPERAZIONI)}
        onScelta={cambia.operazione}
      />
      <Scelta etichetta="Esito" valore={scelte.esito} opzioni={scelteDi(ESITI)} onScelta={cambia.esito} />
      <Scelta etichetta="Classe" valore={scelte.classe} opzioni={scelteDi(CLASSI)} onScelta={cambia.classe} />
      <SceltaGiorno etichetta="Dal" valore={scelte.dal} onScelta={cambia.dal} />
      <SceltaGiorno etichetta="Al" valore={scelte.al} onScelta={cambia.al} />
    </div>
  );
}

/** Said once for each purpose in sight: in every row it would hide the rest. */
function BasiGiuridiche({ di }: { readonly di: readonly Accesso[] }) {
  const basi = [...new Map(di.map(({ scopo, baseGiuridica }) => [scopo, baseGiuridica]))];
  return basi.length === 0 ? null : (
    <section aria-labelledby="basi" className="t-sezione">
      <h2 id="basi">Che cosa permette questi accessi</h2>
      <dl>
        {basi.map(([scopo, base]) => (
          <div key={scopo}>
            <dt>{SCOPI[scopo]}</dt>
            <dd>{base}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const COLONNE: ReadonlyArray<Colonna<Accesso>> = [
  {
    chiave: 'quando',
    titolo: 'Quando',
    valore: ({ quando }) => quando,
    cella: ({ quando }) => <time dateTime={quando}>{formatIstanteBreve(quando)}</time>,
  },
  {
    chiave: 'soggetto',
    titolo: 'Chi',
    valore: ({ soggetto }) => soggetto,
    cella: ({ soggetto, ruolo }) => (
      <>
        {soggetto}
        <br />
        <small>{nomeRuolo(ruolo)}</small>
      </>
    ),
  },
  {
    chiave: 'operazione',
    titolo: 'Che cosa',
    valore: ({ operazione }) => OPERAZIONI[operazione],
    cella: ({ operazione, tipo, oggetto }) => (
      <>
        {OPERAZIONI[operazione]}
        {tipo && `: ${nomeTipo(tipo)}`}
        {oggetto && (
          <>
            <br />
            <code>{oggetto}</code>
          </>
        )}
      </>
    ),
  },
  {
    chiave: 'esito',
    titolo: 'Esito',
    valore: ({ esito }) => ESITI[esito],
    cella: ({ esito, classe }) => (
      <>
        {ESITI[esito]} {classe === 'EMERGENZA' && <strong className="t-emergenza">Emergenza</strong>}
      </>
    ),
  },
  {
    chiave: 'scopo',
    titolo: 'Perché',
    valore: ({ scopo }) => SCOPI[scopo],
    cella: ({ scopo }) => <span className="t-intero">{SCOPI[scopo]}</span>,
  },
  {
    chiave: 'ambito',
    titolo: 'Ambito',
    isNumero: true,
    valore: ({ ambito }) => ambito,
    cella: ({ ambito }) => (ambito === 0 ? 'nessuno' : ambito),
  },
  {
    chiave: 'richiesta',
    titolo: 'Richiesta',
    valore: ({ richiesta }) => richiesta,
    cella: ({ richiesta }) => <code>{richiesta}</code>,
  },
];
