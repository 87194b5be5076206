import { Link } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import { useElenco } from '../../graph/elenco';
import { ConsoleAmbitiDocument, ConsoleReteDocument } from '../../graph/operazioni/rete-servizi';
import { conta } from '../../lib/formato';
import { useParametro } from '../../lib/parametri';
import { Cifra } from '../../ui/Cifre';
import { Copertura } from '../../ui/Copertura';
import { AvvisoDimostrativo, BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Fonte } from '../../ui/Fonte';
import { Pagina } from '../../ui/Pagina';
import { Scelta } from '../../ui/Scelta';
import { Esito, Problemi } from '../../ui/Stati';
import { problemiDi } from '../../graph/errori';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { PostiPerTipo } from './PostiPerTipo';
import { DisponibilitaPosti } from './DisponibilitaPosti';
import { dove, POSTI, postiDi, RICERCHE, type Ricerca, type Tipo, TIPI, type Unita } from './rete';

const TUTTI = '';
/** An ambito fits in one page, so that its comuni can be told apart; the province comes a page at a time. */
const PAGINA = { ambito: 100, provincia: 50 };

/** The units of the network, by type, ambito and comune. */
export function RetePage() {
  const [tipo, setTipo] = useParametro<Tipo | ''>('tipo', TUTTI, [TUTTI, ...(Object.keys(TIPI) as Tipo[])]);
  const [ambito, setAmbito] = useParametro<string>('ambito', TUTTI);
  const [comune, setComune] = useParametro<string>('comune', TUTTI);
  const [posti, setPosti] = useParametro<Ricerca | ''>('posti', TUTTI, [
    TUTTI,
    ...(Object.keys(RICERCHE) as Ricerca[]),
  ]);
  const [ambiti] = useDomanda({ query: ConsoleAmbitiDocument });
  const elenco = useElenco(
    ConsoleReteDocument,
    {
      tipo: tipo || null,
      ambito: ambito ? Number(ambito) : null,
      posti: posti ? RICERCHE[posti].stati : null,
      first: ambito ? PAGINA.ambito : PAGINA.provincia,
    },
    ({ unitaOfferta }) => unitaOfferta,
  );
  // The chosen one too, before the units have come and where none of them is there: what is asked for stays in sight.
  const comuni = [...new Set([comune, ...elenco.righe.map(dove)])]
    .filter(Boolean)
    .sort((a, b) => a.localeCompare(b, 'it'));
  const righe = comune && ambito ? elenco.righe.filter((unita) => dove(unita) === comune) : elenco.righe;
  const changeAmbito = (value: string) => {
    setComune(TUTTI);
    setAmbito(value);
  };
  return (
    <Pagina
      titolo="Rete dei servizi"
      sottotitolo="Le unità d’offerta dei dodici ambiti: chi le gestisce, dove sono, quanti posti hanno e se ne hanno di liberi."
    >
      <div className="t-filtri" role="search">
        <Scelta
          etichetta="Tipo"
          valore={tipo}
          opzioni={OPZIONI_TIPO}
          onScelta={(value) => setTipo(value as Tipo | '')}
        />
        <Scelta
          etichetta="Ambito"
          valore={ambito}
          opzioni={[
            { valore: TUTTI, testo: 'Tutta la provincia' },
            ...(ambiti.data?.ambiti ?? []).map(({ numero, nome }) => ({
              valore: String(numero),
              testo: `${numero}. ${nome}`,
            })),
          ]}
          onScelta={changeAmbito}
        />
        <Scelta
          etichetta="Posti"
          valore={posti}
          opzioni={OPZIONI_POSTI}
          onScelta={(value) => setPosti(value as Ricerca | '')}
        />
        {ambito !== '' && (
          <Scelta
            etichetta="Comune"
            valore={comune}
            opzioni={[{ valore: TUTTI, testo: 'Tutti' }, ...comuni.map((nome) => ({ valore: nome, testo: nome }))]}
            onScelta={setComune}
          />
        )}
      </div>
      <Esito di={elenco.prima} onRiprova={elenco.ricarica} righe={12}>
        {({ unitaOfferta: { copertura, postiTotali } }) => (
          <>
            <Copertura di={copertura} cosa="Registro delle unità d’offerta" />
            {copertura.dimostrativo && <AvvisoDimostrativo />}
            <p className="lead">
              {conta(elenco.altre.totale, 'unità', 'unità')}: posti accreditati{' '}
              <Cifra valore={postiTotali.accreditati} manca="non indicati" />, autorizzati{' '}
              <Cifra valore={postiTotali.autorizzati} manca="non indicati" />.{' '}
              <Link href="/rete-servizi/saturazione">Quanto è piena la rete</Link>
            </p>
            {posti !== '' && (
              <p className="t-nota">
                {posti === 'da-dichiarare'
                  ? 'Unità di cui si sanno i posti, e di cui nessuno ha detto di recente se ne ha di liberi.'
                  : 'Dalle dichiarazioni recenti degli Uffici di Piano: chi non ha dichiarato non è in questo elenco. Prima di contarci, chiedi all’unità.'}
              </p>
            )}
            <Tabella
              titolo={tipo ? `Unità d’offerta: ${TIPI[tipo]}` : 'Unità d’offerta'}
              righe={righe}
              colonne={COLONNE}
              chiaveRiga={({ codice }) => codice}
              altre={comune ? undefined : elenco.altre}
              vuoto="Nessuna unità con queste scelte: prova un altro tipo o un altro ambito."
            />
            <Problemi problemi={problemiDi(elenco.error)} />
            {ambito !== '' && !elenco.altre.isAltre && (
              <div className="t-sezione">
                <PostiPerTipo unita={righe} />
              </div>
            )}
          </>
        )}
      </Esito>
    </Pagina>
  );
}

const OPZIONI_TIPO = [
  { valore: TUTTI as Tipo | '', testo: 'Tutti i tipi' },
  ...(Object.entries(TIPI) as Array<[Tipo, string]>).map(([valore, testo]) => ({ valore, testo })),
];

const OPZIONI_POSTI = [
  { valore: TUTTI as Ricerca | '', testo: 'Tutte le unità' },
  ...(Object.entries(RICERCHE) as Array<[Ricerca, { testo: string }]>).map(([valore, { testo }]) => ({
    valore,
    testo,
  })),
];

const COLONNE: ReadonlyArray<Colonna<Unita>> = [
  {
    chiave: 'denominazione',
    titolo: 'Unità',
    valore: ({ denominazione }) => denominazione,
    cella: ({ codice, denominazione, origine }) => (
      <>
        <Link href={`/rete-servizi/${encodeURIComponent(codice)}`}>{denominazione}</Link>{' '}
        {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
      </>
    ),
  },
  { chiave: 'tipo', titolo: 'Tipo', valore: ({ tipo }) => TIPI[tipo], cella: ({ tipo }) => TIPI[tipo] },
  {
    chiave: 'comune',
    titolo: 'Comune',
    valore: dove,
    cella: (unita) => dove(unita) || <span className="t-assente">non indicato</span>,
  },
  {
    chiave: 'gestore',
    titolo: 'Gestore',
    valore: ({ gestore }) => gestore?.denominazione ?? null,
    cella: ({ gestore, gestoreDedotto }) =>
      gestore ? (
        <>
          {gestore.denominazione}
          {gestoreDedotto && <span className="t-nota"> (dedotto)</span>}
        </>
      ) : (
        <span className="t-assente">non indicato</span>
      ),
  },
  {
    chiave: 'posti',
    titolo: 'Posti',
    isNumero: true,
    valore: postiDi,
    cella: (unita) => <Cifra valore={postiDi(unita)} manca="non indicati" />,
  },
  {
    chiave: 'disponibilita',
    titolo: 'Posti liberi',
    valore: ({ disponibilita }) => (disponibilita ? POSTI[disponibilita.stato].testo : null),
    cella: ({ disponibilita }) =>
      disponibilita ? (
        <DisponibilitaPosti di={disponibilita} isBreve />
      ) : (
        <span className="t-assente">non si può dire</span>
      ),
  },
  {
    chiave: 'fonte',
    titolo: 'Fonte',
    cella: ({ denominazione, fonte, note }) => <Fonte di={fonte} cosa={denominazione} nota={note} />,
  },
];
