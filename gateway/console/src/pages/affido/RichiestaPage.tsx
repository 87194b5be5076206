import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { useQuery } from 'urql';
import {
  type ConsoleEsigenzeFragment,
  type ConsoleRichiestaQuery,
  ConsoleRichiestaDocument,
  ConsoleRichiestaSeguitaDocument,
} from '../../graph/operazioni/affido';
import { usePermesso } from '../../graph/sessione-context';
import { conta } from '../../lib/formato';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vuoto } from '../../ui/Stati';
import { Abbinamenti } from './Abbinamenti';
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
  const [result, again] = useQuery({ query: ConsoleRichiestaDocument, variables: { codice } });
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Scheda codice={codice} richiesta={result.data?.richiestaAffido} onFatto={reload}>
      <Esito di={result} righe={14} onRiprova={reload}>
        {({ richiestaAffido, pesiAbbinamento }) =>
          richiestaAffido ? (
            <>
              {richiestaAffido.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questa richiesta" />}
              <Esigenze di={richiestaAffido} />
              <Abbinare richiesta={richiestaAffido} pesi={pesiAbbinamento} onFatto={reload} />
            </>
          ) : (
            <Nessuna codice={codice} />
          )
        }
      </Esito>
    </Scheda>
  );
}

function Seguita({ codice }: { readonly codice: string }) {
  const [result, again] = useQuery({ query: ConsoleRichiestaSeguitaDocument, variables: { codice } });
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Scheda codice={codice} richiesta={result.data?.richiestaAffido} onFatto={reload}>
      <Esito di={result} righe={8} onRiprova={reload}>
        {({ richiestaAffido }) =>
          richiestaAffido ? (
            <>
              {richiestaAffido.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questa richiesta" />}
              <Esigenze di={richiestaAffido} />
              <p className="t-nota t-sezione">Le famiglie candidate e le proposte le vede il servizio affidi.</p>
            </>
          ) : (
            <Nessuna codice={codice} />
          )
        }
      </Esito>
    </Scheda>
  );
}

interface SchedaProps {
  readonly codice: string;
  readonly richiesta: ConsoleEsigenzeFragment | null | undefined;
  readonly onFatto: () => void;
  readonly children: ReactNode;
}

function Scheda({ codice, richiesta, onFatto, children }: SchedaProps) {
  return (
    <Pagina
      titolo={`Richiesta ${codice}`}
      sottotitolo={richiesta ? sottotitolo(richiesta) : 'Una richiesta di affido'}
      briciole={[BANCA, RICHIESTE]}
      azioni={richiesta && <PassiRichiesta richiesta={richiesta} onFatto={onFatto} />}
    >
      {children}
    </Pagina>
  );
}

const Nessuna = ({ codice }: { readonly codice: string }) => (
  <Vuoto titolo={`Non c’è una richiesta ${codice} che tu possa vedere`}>
    <Link href={RICHIESTE.href}>Torna alle richieste</Link>
  </Vuoto>
);

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

const sottotitolo = ({ stato, ambito, attesaGiorni }: ConsoleEsigenzeFragment): string =>
  [STATI_RICHIESTA[stato], ambito?.nome, `in attesa da ${conta(attesaGiorni, 'giorno', 'giorni')}`]
    .filter(Boolean)
    .join(' · ');
