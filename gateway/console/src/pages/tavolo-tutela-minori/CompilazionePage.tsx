import { Link, useParams } from 'wouter';
import { useClient } from 'urql';
import { useCallback, useState } from 'react';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleCompilazioneDocument,
  type ConsoleCompilazioneQuery,
  ConsoleFileCompilazioneDocument,
  type FormatoFile,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { problemiDi, type Problema } from '../../graph/errori';
import { usePermesso } from '../../graph/sessione-context';
import { formatData, formatIstante } from '../../lib/formato';
import { scaricaFile } from '../../lib/file';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Icona } from '../../ui/Icona';
import { Pagina } from '../../ui/Pagina';
import { Pillola } from '../../ui/Pillola';
import { Attenzione, Esito, Problemi, Vuoto } from '../../ui/Stati';
import { ConteggiCartelle } from './ConteggiCartelle';
import { Domande } from './Domande';
import { FormaCompilazione } from './FormaCompilazione';
import { LetturaCompilazione } from './LetturaCompilazione';
import { PassiCompilazione } from './PassiCompilazione';
import { nomeRuolo, STATO_COMPILAZIONE, TAVOLO } from './parole';
import type { Valore } from './RigaVoce';

export type Compilazione = NonNullable<ConsoleCompilazioneQuery['compilazione']>;

/** An answer: its office writes it, the coordination reviews it. Who may do what comes with it. */
export function CompilazionePage() {
  const { id } = useParams<{ id: string }>();
  const [result, again] = useDomanda({ query: ConsoleCompilazioneDocument, variables: { id } });
  const compilazione = result.data?.compilazione;
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  return (
    <Pagina
      titolo={compilazione ? titoloDi(compilazione) : 'Compilazione'}
      briciole={[briciola(compilazione)]}
      azioni={
        compilazione && <Esporta id={compilazione.id} isImporta={compilazione.azioniPossibili.includes('SALVA')} />
      }
    >
      <Esito di={result} righe={14} onRiprova={reload}>
        {(data) =>
          data.compilazione ? (
            <Scheda compilazione={data.compilazione} onRicarica={reload} />
          ) : (
            <Vuoto titolo="Questa compilazione non c’è, o non è tra quelle che puoi vedere">
              <Link href={TAVOLO.href}>Torna al Tavolo Tutela Minori</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

export const titoloDi = ({ anno, edizione, destinatario }: Compilazione): string =>
  `${destinatario?.nome ?? 'Compilazione'}, dati del ${anno}${edizione > 1 ? `, ${edizione}ª edizione` : ''}`;

const briciola = (compilazione: Compilazione | null | undefined) =>
  compilazione ? { ...TAVOLO, href: `${TAVOLO.href}?anno=${compilazione.anno}` } : TAVOLO;

interface SchedaProps {
  readonly compilazione: Compilazione;
  readonly onRicarica: () => void;
}

function Scheda({ compilazione, onRicarica }: SchedaProps) {
  const valori = (compilazione.valori ?? []).filter((one): one is Valore => one.voce !== null);
  const canWrite = compilazione.azioniPossibili.includes('SALVA');
  const [isChanged, setIsChanged] = useState(false);
  // The planning office sees what was counted where it writes; the service that keeps the cases sees from which.
  const mayCount = [usePermesso('proposta:leggi'), usePermesso('caso:leggi')].every(Boolean);
  return (
    <>
      <Testata compilazione={compilazione} />
      {compilazione.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questa compilazione" />}
      <Richiamo compilazione={compilazione} />
      <PassiCompilazione compilazione={compilazione} isModificata={isChanged} onRicarica={onRicarica} />
      {canWrite && (
        <FormaCompilazione
          compilazione={compilazione}
          valori={valori}
          onModificata={setIsChanged}
          onRicarica={onRicarica}
        />
      )}
      {!canWrite && valori.length > 0 && (
        <LetturaCompilazione compilazione={compilazione} valori={valori} onRicarica={onRicarica} />
      )}
      {!canWrite && valori.length === 0 && (
        <Vuoto titolo="La bozza la legge solo chi la scrive">I valori si vedono da quando è inviata.</Vuoto>
      )}
      {mayCount && <ConteggiCartelle id={compilazione.id} />}
      <Domande compilazione={compilazione} valori={valori} onRicarica={onRicarica} />
      <Storia compilazione={compilazione} />
    </>
  );
}

function Testata({
  compilazione: { stato, dovuta, inviataIl, approvataIl, campagna },
}: Pick<SchedaProps, 'compilazione'>) {
  const detto = STATO_COMPILAZIONE[stato];
  return (
    <dl className="t-scheda mb-3">
      <dt>Stato</dt>
      <dd>
        <Pillola tono={detto.tono}>{detto.testo}</Pillola>
        {!dovuta && ' Non dovuta: non conta nella copertura.'}
      </dd>
      {campagna && (
        <>
          <dt>Termine</dt>
          <dd>{formatData(campagna.scadenza)}</dd>
        </>
      )}
      {inviataIl && (
        <>
          <dt>Inviata</dt>
          <dd>{formatIstante(inviataIl)}</dd>
        </>
      )}
      {approvataIl && (
        <>
          <dt>Approvata</dt>
          <dd>{formatIstante(approvataIl)}</dd>
        </>
      )}
    </dl>
  );
}

/** What the coordination said, where the office cannot miss it. */
function Richiamo({ compilazione: { stato, motivo, correzione } }: Pick<SchedaProps, 'compilazione'>) {
  return (
    <>
      {motivo && (stato === 'BOZZA' || stato === 'RESPINTA') && (
        <Attenzione titolo={stato === 'BOZZA' ? 'Il Coordinamento l’ha rimandata' : 'Il Coordinamento l’ha respinta'}>
          {motivo}
        </Attenzione>
      )}
      {correzione && <p className="t-nota mb-3">Corregge l’edizione precedente: {correzione}</p>}
    </>
  );
}

function Esporta({ id, isImporta }: { readonly id: string; readonly isImporta: boolean }) {
  const client = useClient();
  const [problemi, setProblemi] = useState<readonly Problema[]>([]);
  const download = async (formato: FormatoFile) => {
    const asked = { requestPolicy: 'network-only' } as const;
    const { data, error } = await client.query(ConsoleFileCompilazioneDocument, { id, formato }, asked).toPromise();
    setProblemi(problemiDi(error));
    if (data?.compilazione?.file) {
      scaricaFile(data.compilazione.file);
    }
  };
  return (
    <>
      <button type="button" className="t-esporta" onClick={() => void download('XLSX')}>
        <Icona nome="download" /> XLSX<span className="visually-hidden"> della compilazione</span>
      </button>
      <button type="button" className="t-esporta" onClick={() => void download('CSV')}>
        <Icona nome="download" /> CSV<span className="visually-hidden"> della compilazione</span>
      </button>
      {isImporta && (
        <Link className="btn btn-outline-primary btn-sm" href={`/tavolo-tutela-minori/compilazioni/${id}/importa`}>
          Importa un file
        </Link>
      )}
      <Problemi problemi={problemi} />
    </>
  );
}

function Storia({ compilazione: { passaggi } }: Pick<SchedaProps, 'compilazione'>) {
  if (!passaggi || passaggi.length === 0) {
    return null;
  }
  return (
    <section className="t-sezione" aria-labelledby="storia">
      <h2 id="storia">Che cosa è successo</h2>
      <ol className="t-storia">
        {passaggi.map(({ quando, a, motivo, ruolo, soggetto }) => (
          <li key={`${quando} ${a}`}>
            <strong>{STATO_COMPILAZIONE[a].testo}</strong>
            <span className="t-nota">
              {' '}
              {formatIstante(quando)} · {nomeRuolo(ruolo)}
              {soggetto && `, ${soggetto}`}
            </span>
            {motivo && <p className="m-0">{motivo}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
