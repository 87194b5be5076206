import { Link } from 'wouter';
import { useMutation } from 'urql';
import {
  type ConsoleContattoFragment,
  ConsoleChiudiContattoDocument,
  ConsoleContattiDocument,
  ConsolePrendiContattoDocument,
  type EsitoContattoAffido,
} from '../../graph/operazioni/affido';
import { useElenco } from '../../graph/elenco';
import { usePermesso } from '../../graph/sessione-context';
import { formatIstante } from '../../lib/formato';
import { type Campo, opzioniDa } from '../../ui/campo';
import { EsitoElenco } from '../../ui/EsitoElenco';
import { useFiltroStato } from '../../ui/filtro-stato';
import { Pagina } from '../../ui/Pagina';
import { Passo } from '../../ui/Passo';
import { Pillola } from '../../ui/Pillola';
import { Vietato, Vuoto } from '../../ui/Stati';
import { AltreRighe } from '../../ui/Tabella';
import { BANCA, ESITI_CONTATTO, FAMIGLIE, STATI_CONTATTO } from './parole';
import { RecapitiServizio } from './RecapitiServizio';

/** Citizens who think of fostering and asked to be called back. What they wrote is here until somebody says what came of it. */
export function ContattiPage() {
  const isService = usePermesso('famiglia:gestisci');
  return (
    <Pagina
      titolo="Contatti affido"
      sottotitolo="Chi pensa all’affido e ha chiesto di essere richiamato, da chi aspetta di più. Va richiamato entro una settimana."
      briciole={[BANCA]}
    >
      {isService ? (
        <>
          <Contatti />
          <RecapitiServizio />
        </>
      ) : (
        <Vietato />
      )}
    </Pagina>
  );
}

function Contatti() {
  const { stato, scelta } = useFiltroStato(STATI_CONTATTO, 'RICEVUTO');
  const elenco = useElenco(ConsoleContattiDocument, { stato, after: null }, (data) => data.contattiAffido);
  return (
    <>
      <div className="t-filtri">{scelta}</div>
      <EsitoElenco di={elenco}>
        {elenco.righe.length === 0 && <Vuoto titolo="Nessuno in questo stato" />}
        <ul className="t-candidate" aria-label="Contatti">
          {elenco.righe.map((contatto) => (
            <Scheda key={contatto.id} contatto={contatto} onFatto={elenco.ricarica} />
          ))}
        </ul>
        {elenco.altre.isAltre && <AltreRighe mostrate={elenco.righe.length} {...elenco.altre} />}
      </EsitoElenco>
    </>
  );
}

const ESITO: Campo = {
  nome: 'esito',
  etichetta: 'Com’è andata',
  tipo: 'scelta',
  isObbligatorio: true,
  opzioni: opzioniDa(ESITI_CONTATTO),
};

interface SchedaProps {
  readonly contatto: ConsoleContattoFragment;
  readonly onFatto: () => void;
}

function Scheda({ contatto, onFatto }: SchedaProps) {
  const { id, versione, stato, esito, ricevutoIl, nome, recapito, messaggio, azioniPossibili, comune } = contatto;
  const [, take] = useMutation(ConsolePrendiContattoDocument);
  const [, close] = useMutation(ConsoleChiudiContattoDocument);
  const chi = nome ?? 'Una persona che è già stata richiamata';
  const common = { di: chi, onConflitto: onFatto, onFatto };
  return (
    <li className="t-carta">
      <h2 className="h5">
        {chi} <Pillola tono={STATI_CONTATTO[stato].tono}>{STATI_CONTATTO[stato].testo}</Pillola>
      </h2>
      <p className="t-nota">
        {formatIstante(ricevutoIl)} · {comune?.nome ?? 'comune non disponibile'}
        {esito && ` · ${ESITI_CONTATTO[esito]}`}
      </p>
      {recapito && (
        <p>
          <strong>{recapito}</strong>
        </p>
      )}
      {messaggio && <p className="t-relazione">{messaggio}</p>}
      <div className="t-azioni t-azioni-inizio">
        {azioniPossibili.includes('PRENDI_IN_CARICO') && (
          <Passo
            {...common}
            bottone="Rispondo io"
            isPieno
            titolo={`Rispondere a ${chi}?`}
            testo="I colleghi vedono che qualcuno se ne occupa."
            esegui={({ chiaveIdempotenza }) => take({ input: { contatto: id, versione, chiaveIdempotenza } })}
          />
        )}
        {azioniPossibili.includes('CHIUDI') && (
          <Passo
            {...common}
            bottone="Chiudi"
            colore="danger"
            titolo="Chiudere il contatto?"
            testo={
              <>
                Quello che ha scritto si cancella, anche dalle copie di sicurezza. Se diventa una famiglia affidataria{' '}
                <Link href={FAMIGLIE.href}>registrala prima</Link>.
              </>
            }
            campi={[ESITO]}
            esegui={({ valori, chiaveIdempotenza }) =>
              close({
                input: {
                  contatto: id,
                  versione,
                  chiaveIdempotenza,
                  esito: String(valori.esito) as EsitoContattoAffido,
                },
              })
            }
          />
        )}
      </div>
    </li>
  );
}
