import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import type { UseQueryState } from 'urql';
import { useDomanda } from '../../graph/domanda';
import {
  type ConsoleEsigenzeFragment,
  type ConsoleRichiestaQuery,
  ConsoleRichiestaDocument,
  ConsoleRichiestaSeguitaDocument,
} from '../../graph/operazioni/affido';
import { usePermesso } from '../../graph/sessione-context';
import { conta } from '../../lib/formato';
import { EsitoUno } from '../../ui/EsitoUno';
import { Pagina } from '../../ui/Pagina';
import { Vuoto } from '../../ui/Stati';
import { Affidi } from './Abbinamenti';
import { Candidate } from './Candidate';
import { Esigenze } from './Esigenze';
import { BANCA, RICHIESTE, STATI_RICHIESTA } from './parole';
import { PassiRichiesta } from './PassiRichiesta';
import { PercheNo } from './PercheNo';

type Richiesta = NonNullable<ConsoleRichiestaQuery['richiestaAffido']>;

/**
 * One request: what it needs, the families that suit it, and what became of each proposal. Who follows the case reads what is
 * looked for, and leaves the families to who matches them: that is another question, which the API lets them ask.
 */
export function RichiestaPage() {
  const { codice } = useParams<{ codice: string }>();
  return usePermesso('affido:abbina') ? <DaAbbinare codice={codice} /> : <Seguita codice={codice} />;
}

function DaAbbinare({ codice }: { readonly codice: string }) {
  const [result, again] = useDomanda({ query: ConsoleRichiestaDocument, variables: { codice } });
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Scheda<Richiesta, ConsoleRichiestaQuery> codice={codice} di={result} onFatto={reload}>
      {(richiesta, { pesiAbbinamento }) => (
        <>
          <Candidate richiesta={richiesta} pesi={pesiAbbinamento} onFatto={reload} />
          <Affidi di={richiesta} vista="richiesta" onFatto={reload} />
          <PercheNo richiesta={codice} />
        </>
      )}
    </Scheda>
  );
}

function Seguita({ codice }: { readonly codice: string }) {
  const [result, again] = useDomanda({ query: ConsoleRichiestaSeguitaDocument, variables: { codice } });
  return (
    <Scheda codice={codice} di={result} onFatto={() => again({ requestPolicy: 'network-only' })}>
      {() => <p className="t-nota t-sezione">Le famiglie candidate e le proposte le vede il servizio affidi.</p>}
    </Scheda>
  );
}

type Mostrata = Parameters<typeof Esigenze>[0]['di'];

interface SchedaProps<Richiesta extends Mostrata, Data extends { readonly richiestaAffido: Richiesta | null }> {
  readonly codice: string;
  readonly di: UseQueryState<Data, object>;
  readonly onFatto: () => void;
  /** What comes below what is looked for. */
  readonly children: (richiesta: Richiesta, data: Data) => ReactNode;
}

function Scheda<Richiesta extends Mostrata, Data extends { readonly richiestaAffido: Richiesta | null }>({
  codice,
  di,
  onFatto,
  children,
}: SchedaProps<Richiesta, Data>) {
  const richiesta = di.data?.richiestaAffido;
  return (
    <Pagina
      titolo={`Richiesta ${codice}`}
      sottotitolo={richiesta ? sottotitolo(richiesta) : 'Una richiesta di affido'}
      briciole={[BANCA, RICHIESTE]}
      azioni={richiesta && <PassiRichiesta richiesta={richiesta} onFatto={onFatto} />}
    >
      <EsitoUno
        di={di}
        righe={12}
        onRiprova={onFatto}
        leggi={(data) => data.richiestaAffido}
        dove="questa richiesta"
        manca={
          <Vuoto titolo={`Non c’è una richiesta ${codice} che tu possa vedere`}>
            <Link href={RICHIESTE.href}>Torna alle richieste</Link>
          </Vuoto>
        }
      >
        {(mine, data) => (
          <>
            <Esigenze di={mine} />
            {children(mine, data)}
          </>
        )}
      </EsitoUno>
    </Pagina>
  );
}

const sottotitolo = ({ stato, ambito, attesaGiorni }: ConsoleEsigenzeFragment): string =>
  [STATI_RICHIESTA[stato], ambito?.nome, `in attesa da ${conta(attesaGiorni, 'giorno', 'giorni')}`]
    .filter(Boolean)
    .join(' · ');
