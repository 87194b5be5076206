import { Link, useParams } from 'wouter';
import { useQuery } from 'urql';
import {
  type ConsoleEsigenzeFragment,
  type ConsoleRichiestaQuery,
  ConsoleRichiestaDocument,
} from '../../graph/operazioni/affido';
import { usePermesso } from '../../graph/sessione-context';
import { conta, formatData } from '../../lib/formato';
import { nomeLingua } from '../../lib/lingue';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vuoto } from '../../ui/Stati';
import { Abbinamenti } from './Abbinamenti';
import { Candidate } from './Candidate';
import { BANCA, MACROCATEGORIE, minori, NATURE, RICHIESTE, STATI_RICHIESTA, TIPI, VICINANZE } from './parole';
import { PassiRichiesta } from './PassiRichiesta';
import { PercheNo } from './PercheNo';

type Richiesta = NonNullable<ConsoleRichiestaQuery['richiestaAffido']>;

/**
 * One request: what it needs, the families that suit it, and what became of each proposal. Who follows the case reads what is
 * looked for, and leaves the families to who matches them.
 */
export function RichiestaPage() {
  const { codice } = useParams<{ codice: string }>();
  const [isAbbinamento, isCaso] = [usePermesso('affido:abbina'), usePermesso('caso:leggi')];
  const [result, again] = useQuery({
    query: ConsoleRichiestaDocument,
    variables: { codice, isAbbinamento, isCaso },
  });
  const reload = () => again({ requestPolicy: 'network-only' });
  const richiesta = result.data?.richiestaAffido;
  return (
    <Pagina
      titolo={`Richiesta ${codice}`}
      sottotitolo={richiesta ? sottotitolo(richiesta) : 'Una richiesta di affido'}
      briciole={[BANCA, RICHIESTE]}
      azioni={richiesta && <PassiRichiesta richiesta={richiesta} onFatto={reload} />}
    >
      <Esito di={result} righe={14} onRiprova={reload}>
        {(data) =>
          data.richiestaAffido ? (
            <>
              {data.richiestaAffido.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questa richiesta" />}
              <Esigenze di={data.richiestaAffido} />
              {isAbbinamento ? (
                <Abbinare richiesta={data.richiestaAffido} pesi={data.pesiAbbinamento} onFatto={reload} />
              ) : (
                <p className="t-nota t-sezione">Le famiglie candidate e le proposte le vede il servizio affidi.</p>
              )}
            </>
          ) : (
            <Vuoto titolo={`Non c’è una richiesta ${codice} che tu possa vedere`}>
              <Link href="/banca-affido/richieste">Torna alle richieste</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

interface AbbinareProps {
  readonly richiesta: Richiesta;
  readonly pesi: ConsoleRichiestaQuery['pesiAbbinamento'];
  readonly onFatto: () => void;
}

function Abbinare({ richiesta, pesi, onFatto }: AbbinareProps) {
  return (
    <>
      <Candidate richiesta={richiesta} pesi={pesi} onFatto={onFatto} />
      <section aria-labelledby="proposte" className="t-sezione">
        <h2 id="proposte">Proposte e affidi</h2>
        <Abbinamenti di={richiesta.abbinamenti ?? []} vista="richiesta" onFatto={onFatto} />
      </section>
      <PercheNo richiesta={richiesta.codice} />
    </>
  );
}

const sottotitolo = ({ stato, ambito, attesaGiorni }: Richiesta): string =>
  [STATI_RICHIESTA[stato], ambito?.nome, `in attesa da ${conta(attesaGiorni, 'giorno', 'giorni')}`]
    .filter(Boolean)
    .join(' · ');

export function Esigenze({ di }: { readonly di: ConsoleEsigenzeFragment & { readonly caso?: Richiesta['caso'] } }) {
  return (
    <section aria-labelledby="esigenze">
      <h2 id="esigenze">Di che cosa ha bisogno</h2>
      {di.motivoChiusura && <p>Chiusa: {di.motivoChiusura}</p>}
      <dl className="t-voci">
        {vociDi(di).map(([nome, valore]) => (
          <div key={nome}>
            <dt>{nome}</dt>
            <dd>{valore}</dd>
          </div>
        ))}
        {di.caso && (
          <div>
            <dt>Caso</dt>
            <dd>
              <Link href={`/casi/${di.caso.codice}`}>{di.caso.codice}</Link>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** What its own ambito alone may read is there only for who may. */
function vociDi(di: ConsoleEsigenzeFragment): ReadonlyArray<readonly [string, string]> {
  const riservate: ReadonlyArray<readonly [string, string | null | undefined]> = [
    ['Comune d’origine', di.comune?.nome],
    ['Scuola da non cambiare', di.scuola?.nome],
    ['Decisione', di.decreto && decisione(di.decreto)],
    ['Famiglie che la legge esclude', di.parenti?.join(', ')],
  ];
  return [
    ['Minori', minori(di) + (di.etaFratelli.length > 0 ? ` di ${di.etaFratelli.join(', ')} anni` : '')],
    ['Affido', `${TIPI[di.tipo]}, ${NATURE[di.natura]}`],
    ['Famiglia d’origine', MACROCATEGORIE[di.macrocategoria]],
    ['Dove', VICINANZE[di.vicinanza]],
    ['Bisogni speciali', di.bisogniSpeciali ? 'sì' : 'no'],
    ['Lingue', di.lingue.map(nomeLingua).join(', ') || 'nessuna indicata'],
    ['Cultura', di.culture.join(', ') || 'nessuna indicata'],
    ...riservate.flatMap(([nome, valore]) => (valore ? [[nome, valore] as const] : [])),
  ];
}

const decisione = ({ autorita, data, durataMesi, prorogaMesi }: NonNullable<ConsoleEsigenzeFragment['decreto']>) =>
  [
    `${autorita}, ${formatData(data)}`,
    durataMesi !== null && `per ${conta(durataMesi, 'mese', 'mesi')}`,
    prorogaMesi > 0 && `${conta(prorogaMesi, 'mese', 'mesi')} di proroga`,
  ]
    .filter(Boolean)
    .join(', ');
