import { useState } from 'react';
import { Button } from 'design-react-kit';
import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import {
  type ConsoleCompitiAffidoQuery,
  ConsoleCompitiAffidoDocument,
  type ConsoleFamiglieQuery,
  ConsoleFamiglieDocument,
} from '../../graph/operazioni/affido';
import { useElenco } from '../../graph/elenco';
import { usePermesso } from '../../graph/sessione-context';
import { ASSENTE, formatDataBreve, formatNumero } from '../../lib/formato';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { EsitoElenco } from '../../ui/EsitoElenco';
import { useFiltroStato } from '../../ui/filtro-stato';
import { Pagina } from '../../ui/Pagina';
import { Esito } from '../../ui/Stati';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { BANCA, COMPITI, STATI_FAMIGLIA, TIPI } from './parole';
import { RegistraFamiglia } from './RegistraFamiglia';

type Famiglia = NonNullable<NonNullable<ConsoleFamiglieQuery['bancaAffido']>['famiglie']>['edges'][number]['node'];

/** The families that the caller may see, by their code; whoever registers them has the tasks beside. */
export function FamigliePage() {
  const { stato, scelta } = useFiltroStato(STATI_FAMIGLIA, null, 'Tutte');
  const elenco = useElenco(
    ConsoleFamiglieDocument,
    { filtro: { stato }, after: null },
    (data) => data.bancaAffido?.famiglie ?? null,
  );
  const isService = usePermesso('famiglia:gestisci');
  const [isNew, setIsNew] = useState(false);
  return (
    <Pagina
      titolo="Famiglie affidatarie"
      sottotitolo="Con il codice al posto del nome: chi sono lo legge solo il servizio che le ha registrate."
      briciole={[BANCA]}
      azioni={
        <>
          {scelta}
          {isService && (
            <Button color="primary" onClick={() => setIsNew(true)}>
              Registra una famiglia
            </Button>
          )}
        </>
      }
    >
      {isService && <Compiti />}
      <EsitoElenco di={elenco} righe={12}>
        <Tabella
          titolo="Famiglie"
          righe={elenco.righe}
          colonne={COLONNE}
          chiaveRiga={({ codice }) => codice}
          altre={elenco.altre}
          vuoto="Nessuna famiglia in questo stato."
        />
      </EsitoElenco>
      {isNew && <RegistraFamiglia onAnnulla={() => setIsNew(false)} />}
    </Pagina>
  );
}

function Compiti() {
  const [result, again] = useDomanda({ query: ConsoleCompitiAffidoDocument, variables: {} });
  return (
    <section aria-labelledby="compiti" className="t-sezione">
      <h2 id="compiti">Da fare</h2>
      <Esito di={result} righe={4} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ bancaAffido }) => (
          <Tabella
            titolo="Compiti del servizio"
            isTitoloNascosto
            nome="compiti"
            ordine="-ritardo"
            righe={bancaAffido?.compiti ?? []}
            chiaveRiga={({ tipo, famiglia, abbinamento, entro }) =>
              [tipo, famiglia?.codice, abbinamento?.codice, entro].join('/')
            }
            vuoto="Niente da fare: è tutto in ordine."
            colonne={[
              {
                chiave: 'tipo',
                titolo: 'Che cosa',
                valore: ({ tipo }) => COMPITI[tipo],
                cella: ({ tipo }) => COMPITI[tipo],
              },
              { chiave: 'chi', titolo: 'Di chi', valore: (compito) => diChi(compito).join(' '), cella: DiChi },
              {
                chiave: 'entro',
                titolo: 'Entro il',
                valore: ({ entro }) => entro,
                cella: ({ entro }) => formatDataBreve(entro),
              },
              {
                chiave: 'ritardo',
                titolo: 'Giorni di ritardo',
                isNumero: true,
                valore: ({ ritardoGiorni }) => ritardoGiorni,
                cella: ({ ritardoGiorni }) => formatNumero(ritardoGiorni),
              },
            ]}
          />
        )}
      </Esito>
    </section>
  );
}

type Compito = NonNullable<NonNullable<ConsoleCompitiAffidoQuery['bancaAffido']>['compiti']>[number];

/** The family of the task, or the two sides of the fostering that it is about; a side that may not be seen is left out. */
const diChi = ({ famiglia, abbinamento }: Compito): string[] =>
  [famiglia ?? abbinamento?.famiglia, abbinamento?.richiesta].flatMap((one) => one?.codice ?? []);

function DiChi({ tipo, famiglia, abbinamento }: Compito) {
  if (tipo === 'CONTATTO') {
    return <Link href="/banca-affido/contatti">Chi ha scritto</Link>;
  }
  const family = (famiglia ?? abbinamento?.famiglia)?.codice;
  const request = abbinamento?.richiesta?.codice;
  return (
    <>
      {family && <Link href={`/banca-affido/famiglie/${family}`}>{family}</Link>}{' '}
      {request && <Link href={`/banca-affido/richieste/${request}`}>{request}</Link>}
      {!family && !request && ASSENTE}
    </>
  );
}

const COLONNE: ReadonlyArray<Colonna<Famiglia>> = [
  {
    chiave: 'codice',
    titolo: 'Famiglia',
    valore: ({ codice }) => codice,
    cella: ({ codice, origine }) => (
      <>
        <Link href={`/banca-affido/famiglie/${codice}`}>{codice}</Link>{' '}
        {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
      </>
    ),
  },
  {
    chiave: 'stato',
    titolo: 'Stato',
    valore: ({ stato }) => STATI_FAMIGLIA[stato],
    cella: ({ stato }) => STATI_FAMIGLIA[stato],
  },
  {
    chiave: 'comune',
    titolo: 'Comune',
    valore: ({ comune }) => comune?.nome ?? null,
    cella: ({ comune }) => comune?.nome ?? 'riservato',
  },
  {
    chiave: 'tipi',
    titolo: 'Affido',
    valore: ({ disponibilita }) => disponibilita.tipi.map((tipo) => TIPI[tipo]).join(', '),
    cella: ({ disponibilita }) => disponibilita.tipi.map((tipo) => TIPI[tipo]).join(', '),
  },
  {
    chiave: 'eta',
    titolo: 'Età',
    valore: ({ disponibilita }) => disponibilita.etaMin,
    cella: ({ disponibilita: { etaMin, etaMax } }) => `${etaMin}–${etaMax}`,
  },
  {
    chiave: 'posti',
    titolo: 'Posti',
    isNumero: true,
    valore: ({ disponibilita }) => disponibilita.posti,
    cella: ({ disponibilita }) => formatNumero(disponibilita.posti),
  },
  {
    chiave: 'riconferma',
    titolo: 'Riconfermata il',
    valore: ({ disponibilita }) => disponibilita.riconfermataIl,
    cella: ({ disponibilita }) => formatDataBreve(disponibilita.riconfermataIl),
  },
  {
    chiave: 'servizio',
    titolo: 'Servizio affidi',
    valore: ({ servizioAffidi }) => servizioAffidi?.denominazione ?? null,
    cella: ({ servizioAffidi }) => servizioAffidi?.denominazione ?? 'non disponibile',
  },
];
