import { Link } from 'wouter';
import { Andamento } from '../../charts/Andamento';
import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { useDomanda } from '../../graph/domanda';
import { type ConsoleBancaAffidoQuery, ConsoleBancaAffidoDocument } from '../../graph/operazioni/affido';
import { ASSENTE, conta, formatNumero } from '../../lib/formato';
import { Conteggio } from '../../ui/Cifre';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import { ESITI, STATI_FAMIGLIA, TIPI } from './parole';
import { RichiesteDaSeguire } from './RichiesteDaSeguire';

type Banca = NonNullable<ConsoleBancaAffidoQuery['bancaAffido']>;

/** The foster-family bank of the province, for its table: nobody’s identity, everybody’s need. */
export function BancaPage() {
  const [result, again] = useDomanda({ query: ConsoleBancaAffidoDocument, variables: {} });
  return (
    <Pagina
      titolo="Banca affido"
      sottotitolo="La banca provinciale delle famiglie affidatarie: chi aspetta, chi può accogliere, che cosa sbloccherebbe le attese."
      azioni={
        <Link className="btn btn-primary" href="/banca-affido/piano">
          Vedi il piano migliore
        </Link>
      }
    >
      <Esito di={result} righe={14} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ bancaAffido }) => (bancaAffido ? <Quadro banca={bancaAffido} /> : <Vuoto titolo="La banca è vuota" />)}
      </Esito>
    </Pagina>
  );
}

function Quadro({ banca }: { readonly banca: Banca }) {
  const isDemo = (banca.richiesteDaSeguire ?? []).some(({ richiesta }) => richiesta.origine === 'DIMOSTRATIVO');
  return (
    <>
      {isDemo && <AvvisoDimostrativo />}
      <Cifre banca={banca} />
      <section aria-labelledby="attenzione" className="t-sezione">
        <h2 id="attenzione">Da seguire per prime</h2>
        <p>Richieste senza una famiglia da 90 giorni o più, e il vincolo che, derogato, darebbe più candidate.</p>
        <RichiesteDaSeguire di={banca.richiesteDaSeguire ?? []} />
      </section>
      <div className="t-sezione">
        <PerAmbito banca={banca} isDemo={isDemo} />
      </div>
      <div className="t-due t-sezione">
        <Trimestri banca={banca} isDemo={isDemo} />
        <Stati banca={banca} isDemo={isDemo} />
      </div>
      <div className="t-due t-sezione">
        <PerTipo banca={banca} />
        <Esiti banca={banca} />
      </div>
    </>
  );
}

function Cifre({ banca: { riepilogo } }: { readonly banca: Banca }) {
  if (!riepilogo) {
    return null;
  }
  const carte = [
    { titolo: 'Minori in attesa', cifra: <Conteggio di={riepilogo.minoriInAttesa} /> },
    { titolo: 'Famiglie disponibili', cifra: <Conteggio di={riepilogo.famiglieDisponibili} /> },
    { titolo: 'Affidi in essere', cifra: <Conteggio di={riepilogo.affidiInEssere} /> },
    { titolo: 'Attesa mediana, giorni', cifra: formatNumero(riepilogo.giorniMedianiAttesa) },
    { titolo: 'Attesa più lunga, giorni', cifra: formatNumero(riepilogo.giorniMassimiAttesa) },
  ];
  return (
    <ul className="t-carte" aria-label="La banca oggi">
      {carte.map(({ titolo, cifra }) => (
        <li key={titolo} className="t-carta">
          <div className="t-carta-titolo">{titolo}</div>
          <div className="t-carta-cifra">{cifra}</div>
        </li>
      ))}
    </ul>
  );
}

function PerAmbito({ banca: { riepilogo }, isDemo }: { readonly banca: Banca; readonly isDemo: boolean }) {
  const righe = riepilogo?.perAmbito ?? [];
  const barre = righe.map(({ ambito, minoriInAttesa }) => ({
    chiave: String(ambito?.numero),
    etichetta: ambito?.nome ?? ASSENTE,
    valore: minoriInAttesa.valore,
    assenza: minoriInAttesa.soppresso ? 'riservato' : 'non pervenuto',
    isDimostrativo: isDemo,
  }));
  return (
    <Grafico
      titolo="Minori in attesa, per ambito"
      isDimostrativo={isDemo}
      nota="Dalla banca, adesso."
      dati={{
        testata: ['Ambito', 'Minori in attesa', 'Famiglie disponibili', 'Affidi in essere'],
        righe: righe.map((riga) => [
          riga.ambito?.nome ?? null,
          riga.minoriInAttesa.valore,
          riga.famiglieDisponibili.valore,
          riga.affidiInEssere.valore,
        ]),
      }}
    >
      <BarreOrdinate barre={barre} />
    </Grafico>
  );
}

/** A quarter as a number that a line can be drawn on: 2021-04-01 is 2021.25. */
const comeNumero = (dal: string): number => Number(dal.slice(0, 4)) + (Number(dal.slice(5, 7)) - 1) / 12;
const comeTrimestre = (x: number): string => `${Math.floor(x)} T${Math.round((x % 1) * 4) + 1}`;

function Trimestri({ banca: { andamento }, isDemo }: { readonly banca: Banca; readonly isDemo: boolean }) {
  const quarters = andamento ?? [];
  const lines = [
    { nome: 'Richieste', of: (one: (typeof quarters)[number]) => one.richieste },
    { nome: 'Affidi avviati', of: (one: (typeof quarters)[number]) => one.avviati },
    { nome: 'Affidi conclusi', of: (one: (typeof quarters)[number]) => one.conclusi },
  ];
  return (
    <Grafico
      titolo="Andamento per trimestre"
      isDimostrativo={isDemo}
      nota="Ogni punto è un trimestre."
      dati={{
        testata: ['Trimestre', ...lines.map(({ nome }) => nome), 'Giorni mediani di attesa'],
        righe: quarters.map((one) => [
          comeTrimestre(comeNumero(one.dal)),
          ...lines.map((line) => line.of(one)),
          one.giorniMediani,
        ]),
      }}
    >
      <Andamento
        formatoX={comeTrimestre}
        serie={lines.map(({ nome, of }) => ({
          nome,
          isDimostrativo: isDemo,
          punti: quarters.map((one) => ({ x: comeNumero(one.dal), y: of(one) })),
        }))}
      />
    </Grafico>
  );
}

function Stati({ banca: { famigliePerStato }, isDemo }: { readonly banca: Banca; readonly isDemo: boolean }) {
  const righe = famigliePerStato ?? [];
  return (
    <Grafico
      titolo="Famiglie, per stato"
      isDimostrativo={isDemo}
      nota="Dalla banca, adesso."
      dati={{
        testata: ['Stato', 'Famiglie'],
        righe: righe.map(({ stato, famiglie }) => [STATI_FAMIGLIA[stato], famiglie]),
      }}
    >
      <BarreOrdinate
        barre={righe.map(({ stato, famiglie }) => ({
          chiave: stato,
          etichetta: STATI_FAMIGLIA[stato],
          valore: famiglie,
          isDimostrativo: isDemo,
        }))}
      />
    </Grafico>
  );
}

function PerTipo({ banca: { affidiPerTipo } }: { readonly banca: Banca }) {
  return (
    <Tabella
      titolo="Affidi, per tipo"
      nome="tipi"
      righe={affidiPerTipo ?? []}
      chiaveRiga={({ tipo }) => tipo}
      vuoto="Nessun affido registrato."
      colonne={[
        { chiave: 'tipo', titolo: 'Tipo', valore: ({ tipo }) => TIPI[tipo], cella: ({ tipo }) => TIPI[tipo] },
        {
          chiave: 'inEssere',
          titolo: 'In essere',
          isNumero: true,
          valore: ({ inEssere }) => inEssere,
          cella: ({ inEssere }) => formatNumero(inEssere),
        },
        {
          chiave: 'conclusi',
          titolo: 'Conclusi',
          isNumero: true,
          valore: ({ conclusi }) => conclusi,
          cella: ({ conclusi }) => formatNumero(conclusi),
        },
      ]}
    />
  );
}

function Esiti({ banca: { esitiASeiMesi } }: { readonly banca: Banca }) {
  const come = (esito: keyof typeof ESITI | null): string => (esito ? ESITI[esito] : 'Ancora in essere');
  const righe = esitiASeiMesi ?? [];
  const totale = righe.reduce((sum, { affidi }) => sum + affidi, 0);
  return (
    <Tabella
      titolo={`Dopo sei mesi: ${conta(totale, 'affido', 'affidi')}`}
      nome="esiti"
      righe={righe}
      chiaveRiga={({ esito }) => esito ?? 'in essere'}
      vuoto="Nessun affido è iniziato da sei mesi."
      colonne={[
        {
          chiave: 'esito',
          titolo: 'Che cosa ne è stato',
          valore: ({ esito }) => come(esito),
          cella: ({ esito }) => come(esito),
        },
        {
          chiave: 'affidi',
          titolo: 'Affidi',
          isNumero: true,
          valore: ({ affidi }) => affidi,
          cella: ({ affidi }) => formatNumero(affidi),
        },
      ]}
    />
  );
}
