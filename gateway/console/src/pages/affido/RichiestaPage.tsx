import { Link, useParams } from 'wouter';
import { useQuery } from 'urql';
import { type ConsoleRichiestaQuery, ConsoleRichiestaDocument } from '../../graph/operazioni/affido';
import { conta } from '../../lib/formato';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vuoto } from '../../ui/Stati';
import { Abbinamenti } from './Abbinamenti';
import { Candidate } from './Candidate';
import { MACROCATEGORIE, minori, NATURE, STATI_RICHIESTA, TIPI, VICINANZE } from './parole';
import { PercheNo } from './PercheNo';

type Richiesta = NonNullable<ConsoleRichiestaQuery['richiestaAffido']>;

const SOPRA = [
  { testo: 'Banca affido', href: '/banca-affido' },
  { testo: 'Richieste di affido', href: '/banca-affido/richieste' },
];

/** One request: what it needs, the families that suit it, and what became of each proposal. */
export function RichiestaPage() {
  const { codice } = useParams<{ codice: string }>();
  const [result, again] = useQuery({ query: ConsoleRichiestaDocument, variables: { codice } });
  const reload = () => again({ requestPolicy: 'network-only' });
  const richiesta = result.data?.richiestaAffido;
  return (
    <Pagina
      titolo={`Richiesta ${codice}`}
      sottotitolo={richiesta ? sottotitolo(richiesta) : 'Una richiesta di affido'}
      briciole={SOPRA}
    >
      <Esito di={result} righe={14} onRiprova={reload}>
        {(data) =>
          data.richiestaAffido ? (
            <>
              {data.richiestaAffido.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questa richiesta" />}
              <Esigenze di={data.richiestaAffido} />
              <Candidate richiesta={data.richiestaAffido} pesi={data.pesiAbbinamento} onFatto={reload} />
              <section aria-labelledby="proposte" className="t-sezione">
                <h2 id="proposte">Proposte e affidi</h2>
                <Abbinamenti di={data.richiestaAffido.abbinamenti ?? []} vista="richiesta" onFatto={reload} />
              </section>
              <PercheNo richiesta={codice} />
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

const sottotitolo = ({ stato, ambito, attesaGiorni }: Richiesta): string =>
  [STATI_RICHIESTA[stato], ambito?.nome, `in attesa da ${conta(attesaGiorni, 'giorno', 'giorni')}`]
    .filter(Boolean)
    .join(' · ');

function Esigenze({ di }: { readonly di: Richiesta }) {
  const voci: ReadonlyArray<readonly [string, string]> = [
    ['Minori', minori(di) + (di.etaFratelli.length > 0 ? ` di ${di.etaFratelli.join(', ')} anni` : '')],
    ['Affido', `${TIPI[di.tipo]}, ${NATURE[di.natura]}`],
    ['Famiglia d’origine', MACROCATEGORIE[di.macrocategoria]],
    ['Dove', VICINANZE[di.vicinanza]],
    ['Bisogni speciali', di.bisogniSpeciali ? 'sì' : 'no'],
    ['Lingue', di.lingue.join(', ') || 'nessuna indicata'],
    ['Cultura', di.culture.join(', ') || 'nessuna indicata'],
  ];
  return (
    <section aria-labelledby="esigenze">
      <h2 id="esigenze">Di che cosa ha bisogno</h2>
      <dl className="t-scheda">
        {voci.map(([nome, valore]) => (
          <div key={nome}>
            <dt>{nome}</dt>
            <dd>{valore}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
