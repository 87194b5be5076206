import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleCampagnaDocument,
  type ConsoleCampagnaQuery,
  ConsoleRilevazioniDocument,
  type ConsoleRilevazioniQuery,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { usePermesso } from '../../graph/sessione-context';
import { conta, formatData, formatNumero } from '../../lib/formato';
import { useParametroNumero } from '../../lib/parametri';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { testoFonte } from '../../ui/Fonte';
import { Pagina } from '../../ui/Pagina';
import { Pillola } from '../../ui/Pillola';
import { Scelta } from '../../ui/Scelta';
import { Esito, Vuoto } from '../../ui/Stati';
import { ApriCampagna, PassiCampagna, Modelli } from './PassiCampagna';
import { RILEVAZIONE, STATO_CAMPAGNA } from './parole';
import { Tabellone } from './Tabellone';

export type Campagna = NonNullable<ConsoleCampagnaQuery['campagna']>;
export type CompilazioneDelTavolo = NonNullable<Campagna['compilazioni']>[number];
type Rilevazione = NonNullable<ConsoleRilevazioniQuery['rilevazioni']>[number];

/** The collection of a year: who must answer, who has, who is late. */
export function TavoloPage() {
  const [result, again] = useDomanda({ query: ConsoleRilevazioniDocument, variables: {} });
  const rilevazione = result.data?.rilevazioni?.find(({ codice }) => codice === RILEVAZIONE);
  const newest = rilevazione?.campagne.at(-1)?.anno ?? new Date().getFullYear() - 1;
  const [anno, setAnno] = useParametroNumero('anno', newest);
  const anni = anniDi(rilevazione, anno);
  return (
    <Pagina
      titolo="Tavolo Tutela Minori"
      sottotitolo="La rilevazione annuale dei servizi tutela minori: chi la sta scrivendo, chi l’ha inviata, chi è in ritardo."
      azioni={
        <Scelta
          etichetta="Anno dei dati"
          valore={anno}
          opzioni={anni.map((valore) => ({ valore, testo: String(valore) }))}
          onScelta={(value) => setAnno(Number(value))}
        />
      }
    >
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {() => <AnnoDelTavolo anno={anno} rilevazione={rilevazione} />}
      </Esito>
    </Pagina>
  );
}

/** The years that there are, the next one for who may open it, and whichever the address names. */
function anniDi(rilevazione: Rilevazione | undefined, chosen: number): number[] {
  const known = (rilevazione?.campagne ?? []).map(({ anno }) => anno);
  const next = known.length > 0 ? Math.max(...known) + 1 : [];
  return [...new Set([...known, chosen].concat(next))].sort((a, b) => b - a);
}

interface AnnoProps {
  readonly anno: number;
  readonly rilevazione: Rilevazione | undefined;
}

function AnnoDelTavolo({ anno, rilevazione }: AnnoProps) {
  const variables = { anno, rilevazione: RILEVAZIONE };
  const [result, again] = useDomanda({
    query: ConsoleCampagnaDocument,
    variables,
    // A board is looked at to know how things stand now.
    requestPolicy: 'cache-and-network',
  });
  const reload = () => again({ requestPolicy: 'network-only' });
  const mayOpen = usePermesso('rilevazione:coordina');
  return (
    <Esito di={result} righe={12} onRiprova={reload}>
      {({ campagna }) =>
        campagna ? (
          <Quadro campagna={campagna} rilevazione={rilevazione} onCambiata={reload} />
        ) : (
          <Vuoto titolo={`Per il ${anno} non c’è ancora una rilevazione`}>
            {mayOpen ? (
              <>
                <p>Aprila per chiedere i dati agli ambiti e alla Valle Camonica.</p>
                <ApriCampagna anno={anno} onFatto={reload} />
              </>
            ) : (
              'La apre il Coordinamento degli Uffici di Piano.'
            )}
          </Vuoto>
        )
      }
    </Esito>
  );
}

interface QuadroProps {
  readonly campagna: Campagna;
  readonly rilevazione: Rilevazione | undefined;
  readonly onCambiata: () => void;
}

function Quadro({ campagna, rilevazione, onCambiata }: QuadroProps) {
  const { anno, stato, scadenza, copertura, ritardi } = campagna;
  const compilazioni = campagna.compilazioni ?? [];
  return (
    <>
      <Copertura di={copertura} cosa={`Rilevazione del ${anno}`} />
      {compilazioni.some(({ origine }) => origine === 'DIMOSTRATIVO') && <AvvisoDimostrativo dove="questo quadro" />}
      <div className="t-testata t-testata-piccola">
        <p className="m-0">
          <Pillola tono={STATO_CAMPAGNA[stato].tono}>{STATO_CAMPAGNA[stato].testo}</Pillola> Termine per inviare:{' '}
          <strong>{formatData(scadenza)}</strong>
          {ritardi && ritardi.length > 0 && ` · ${conta(ritardi.length, 'è in ritardo', 'sono in ritardo')}`}
        </p>
        <div className="t-testata-azioni">
          <Link className="btn btn-outline-primary" href={`/tavolo-tutela-minori/confronto?anno=${anno}`}>
            Confronta gli ambiti
          </Link>
          <PassiCampagna campagna={campagna} onFatto={onCambiata} />
        </div>
      </div>
      <Conti compilazioni={compilazioni} ritardi={ritardi?.length ?? null} />
      <Tabellone compilazioni={compilazioni} campagna={campagna} />
      <section className="t-sezione" aria-labelledby="modelli">
        <h2 id="modelli">Il modulo</h2>
        {rilevazione && <p>{rilevazione.descrizione}</p>}
        <Modelli anno={anno} />
        {rilevazione && (
          <p className="t-nota">
            Ne risponde: {rilevazione.responsabile}. {testoFonte(rilevazione.fonte)}.
          </p>
        )}
      </section>
    </>
  );
}

function Conti({
  compilazioni,
  ritardi,
}: {
  readonly compilazioni: readonly CompilazioneDelTavolo[];
  readonly ritardi: number | null;
}) {
  const last = ultimeEdizioni(compilazioni).filter(({ dovuta }) => dovuta);
  const quanti = (...stati: ReadonlyArray<CompilazioneDelTavolo['stato']>) =>
    last.filter(({ stato }) => stati.includes(stato)).length;
  const voci = [
    ['In bozza', quanti('BOZZA'), 'stanno scrivendo'],
    ['Da rivedere', quanti('INVIATA', 'IN_REVISIONE'), 'inviate, aspettano il Coordinamento'],
    ['Approvate', quanti('APPROVATA'), 'contano nel confronto'],
    ['Respinte', quanti('RESPINTA'), 'da riprendere'],
    ['In ritardo', ritardi, 'mai inviate, oltre il termine'],
  ] as const;
  return (
    <ul className="t-carte t-carte-strette">
      {voci.map(([titolo, quante, nota]) => (
        <li key={titolo} className="t-carta">
          <div className="t-carta-titolo">{titolo}</div>
          <div className="t-carta-cifra">{quante === null ? 'n.d.' : formatNumero(quante)}</div>
          <div className="t-nota">{nota}</div>
        </li>
      ))}
    </ul>
  );
}

/** Of each contributor the newest edition: that is what is being worked on. */
function ultimeEdizioni(compilazioni: readonly CompilazioneDelTavolo[]): CompilazioneDelTavolo[] {
  const newest = new Map<string, CompilazioneDelTavolo>();
  for (const one of compilazioni) {
    const key = one.destinatario?.codice ?? one.id;
    if ((newest.get(key)?.edizione ?? 0) < one.edizione) {
      newest.set(key, one);
    }
  }
  return [...newest.values()];
}
