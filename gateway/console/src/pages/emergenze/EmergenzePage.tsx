import { useMutation } from 'urql';
import {
  ConsoleChiudiRevisioneDocument,
  type ConsoleEmergenzaFragment,
  ConsoleEmergenzeDocument,
  type EsitoRevisione,
} from '../../graph/operazioni/emergenze';
import { useElenco } from '../../graph/elenco';
import { useSessione } from '../../graph/sessione-context';
import { conta, formatIstanteBreve, formatOra } from '../../lib/formato';
import { type Campo, opzioniDa, testoDi } from '../../ui/campo';
import { EsitoElenco } from '../../ui/EsitoElenco';
import { useFiltroStato } from '../../ui/filtro-stato';
import { Pagina } from '../../ui/Pagina';
import { Passo } from '../../ui/Passo';
import { Pillola } from '../../ui/Pillola';
import { nomeRuolo } from '../../ui/ruoli';
import { type Colonna, Tabella } from '../../ui/Tabella';
import { ESITO_REVISIONE, STATO_EMERGENZA, TONO_REVISIONE } from './parole';

type Emergenza = ConsoleEmergenzaFragment;

const A_PAGINA = 50;

/** Who looked at a case that they do not follow, and why: reviewed by somebody who does not see the case. */
export function EmergenzePage() {
  const { stato, scelta } = useFiltroStato(STATO_EMERGENZA, 'DA_RIVEDERE', 'Tutte');
  const elenco = useElenco(ConsoleEmergenzeDocument, { first: A_PAGINA, filtro: { stato } }, (data) => data.emergenze);
  return (
    <Pagina
      titolo="Emergenze"
      sottotitolo="Chi del tuo ambito ha aperto un caso che non segue, e perché. Chi rivede non vede il caso: giudica il motivo. Vanno riviste entro tre giorni."
    >
      <div className="t-filtri">{scelta}</div>
      <EsitoElenco di={elenco}>
        <Tabella
          titolo="Emergenze, da quella che aspetta di più"
          isTitoloNascosto
          righe={elenco.righe}
          chiaveRiga={({ id }) => id}
          altre={elenco.altre}
          vuoto={stato === 'DA_RIVEDERE' ? 'Non c’è niente da rivedere.' : 'Nessuna emergenza in questo stato.'}
          colonne={[...COLONNE, colonnaRevisione(elenco.ricarica)]}
        />
      </EsitoElenco>
    </Pagina>
  );
}

const COLONNE: ReadonlyArray<Colonna<Emergenza>> = [
  {
    chiave: 'aperta',
    titolo: 'Aperta',
    valore: ({ apertaIl }) => apertaIl,
    cella: ({ apertaIl, scadeIl }) => (
      <>
        <span className="t-intero">{formatIstanteBreve(apertaIl)}</span>
        <span className="t-nota d-block">fino alle {formatOra(scadeIl)}</span>
      </>
    ),
  },
  { chiave: 'caso', titolo: 'Caso', valore: ({ casoCodice }) => casoCodice, cella: ({ casoCodice }) => casoCodice },
  {
    chiave: 'chi',
    titolo: 'Da chi',
    valore: ({ operatore }) => operatore,
    cella: ({ operatore, ruolo }) => (
      <>
        <strong>{operatore}</strong>
        <span className="t-nota d-block">{nomeRuolo(ruolo)}</span>
      </>
    ),
  },
  {
    chiave: 'motivo',
    titolo: 'Perché',
    valore: ({ motivo }) => motivo,
    cella: ({ motivo }) => <span className="t-racconto">{motivo ?? 'non si può leggere'}</span>,
  },
  {
    chiave: 'attesa',
    titolo: 'Aspetta da',
    valore: ({ giorniDiAttesa }) => giorniDiAttesa,
    cella: ({ giorniDiAttesa, inRitardo }) =>
      giorniDiAttesa === null ? (
        '–'
      ) : (
        <span className={inRitardo ? 't-ritardo' : undefined}>
          {giorniDiAttesa === 0 ? 'oggi' : conta(giorniDiAttesa, 'giorno', 'giorni')}
          {inRitardo && <strong className="d-block">in ritardo</strong>}
        </span>
      ),
  },
];

const colonnaRevisione = (onFatto: () => void): Colonna<Emergenza> => ({
  chiave: 'revisione',
  titolo: 'Revisione',
  valore: ({ esito }) => esito && ESITO_REVISIONE[esito],
  cella: (emergenza) => <Revisione emergenza={emergenza} onFatto={onFatto} />,
});

const REVISIONE: readonly Campo[] = [
  {
    nome: 'esito',
    etichetta: 'Che cosa hai trovato',
    tipo: 'scelta',
    isObbligatorio: true,
    opzioni: opzioniDa(ESITO_REVISIONE),
  },
  {
    nome: 'nota',
    etichetta: 'Che cosa hai chiesto e saputo',
    tipo: 'area',
    lunghezza: 500,
    aiuto: 'Senza nomi di persone.',
  },
];

function Revisione({ emergenza, onFatto }: { readonly emergenza: Emergenza; readonly onFatto: () => void }) {
  const { io } = useSessione();
  const [, close] = useMutation(ConsoleChiudiRevisioneDocument);
  const { id, versione, casoCodice, operatore, esito, nota, rivistaDa, rivistaIl } = emergenza;
  if (esito) {
    return (
      <>
        <Pillola tono={TONO_REVISIONE[esito]}>{ESITO_REVISIONE[esito]}</Pillola>
        {nota && <span className="t-racconto">{nota}</span>}
        <span className="t-nota d-block">
          {rivistaDa}, {formatIstanteBreve(rivistaIl)}
        </span>
      </>
    );
  }
  if (operatore === io.soggetto) {
    return <span className="t-nota">L’hai aperta tu: la rivede qualcun altro.</span>;
  }
  return (
    <Passo
      bottone="Rivedi"
      di={`l’emergenza sul caso ${casoCodice}`}
      titolo={`Chiudere la revisione del caso ${casoCodice}?`}
      testo={`Senti ${operatore} o chi lo coordina, poi scrivi che cosa hai trovato. Una revisione si chiude una volta sola: non si cambia più.`}
      campi={REVISIONE}
      esegui={({ valori, chiaveIdempotenza }) =>
        close({
          input: {
            chiaveIdempotenza,
            emergenza: id,
            versione,
            esito: String(valori.esito) as EsitoRevisione,
            nota: testoDi(valori, 'nota'),
          },
        })
      }
      onConflitto={onFatto}
      onFatto={onFatto}
    />
  );
}
