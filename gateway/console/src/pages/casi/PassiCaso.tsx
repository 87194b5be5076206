import { useMutation } from 'urql';
import { Link, useLocation } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleChiudiCasoDocument,
  ConsoleLuoghiDocument,
  ConsolePassaATutelaDocument,
  type EsitoCaso,
} from '../../graph/operazioni/casi';
import { usePermesso, useSessione } from '../../graph/sessione-context';
import { opzioniDa } from '../../ui/campo';
import { Passo } from '../../ui/Passo';
import type { ParteProps } from './CasoPage';
import { ESITO_CASO, nomeEquipe } from './parole';

const CHIUSURA = [
  { nome: 'esito', etichetta: 'Come finisce', tipo: 'scelta', isObbligatorio: true, opzioni: opzioniDa(ESITO_CASO) },
  { nome: 'chiusoIl', etichetta: 'Giorno di chiusura', tipo: 'data', aiuto: 'Oggi, se lo lasci vuoto.' },
] as const;

/** What changes the whole case, for who may. */
export function PassiCaso({ caso, onRicarica }: ParteProps) {
  const { codice, versione, azioniPossibili, stato } = caso;
  const [, close] = useMutation(ConsoleChiudiCasoDocument);
  const maySend = usePermesso('invio:manda') && stato === 'APERTO' && !caso.inEmergenza;
  const running = (caso.interventi ?? []).filter(({ al }) => al === null).length;
  if (azioniPossibili.length === 0 && !maySend) {
    return null;
  }
  return (
    <div className="t-passi">
      <div className="t-azioni t-azioni-inizio">
        {azioniPossibili.includes('PASSA_A_TUTELA') && <PassaATutela caso={caso} onRicarica={onRicarica} />}
        {maySend && (
          <Link className="btn btn-outline-primary btn-sm" href={`/casi/${codice}/invia`}>
            Invia a un altro servizio
          </Link>
        )}
        {azioniPossibili.includes('CHIUDI') && (
          <Passo
            bottone="Chiudi il caso"
            colore="danger"
            titolo={`Chiudere il caso ${codice}?`}
            testo={
              running > 0
                ? 'Ci sono interventi in corso: prima concludili, o il caso non si può chiudere.'
                : 'Un caso chiuso si legge e non si cambia più: non si riapre. Se la famiglia torna si apre un caso nuovo.'
            }
            campi={CHIUSURA}
            onConflitto={onRicarica}
            esegui={({ valori, chiaveIdempotenza }) =>
              close({
                input: {
                  caso: codice,
                  versione,
                  chiaveIdempotenza,
                  esito: String(valori.esito) as EsitoCaso,
                  chiusoIl: valori.chiusoIl ? String(valori.chiusoIl) : null,
                },
              })
            }
          />
        )}
      </div>
    </div>
  );
}

function PassaATutela({ caso: { codice, versione }, onRicarica }: ParteProps) {
  const { io } = useSessione();
  const [, go] = useLocation();
  const [, pass] = useMutation(ConsolePassaATutelaDocument);
  const [{ data }] = useDomanda({ query: ConsoleLuoghiDocument, variables: { ambito: io.ambito ?? 0 } });
  const equipes = [...new Set((data?.ambito?.comuni ?? []).flatMap(({ equipeTutela }) => equipeTutela ?? []))].sort();
  return (
    <Passo
      bottone="Passa a tutela minori"
      titolo="Passare il caso a tutela minori?"
      testo="Da quel momento lo segue l’équipe che scegli, e tu non lo vedi più."
      campi={[
        {
          nome: 'equipe',
          etichetta: 'Équipe di tutela',
          tipo: 'scelta',
          isObbligatorio: true,
          opzioni: equipes.map((valore) => ({ valore, etichetta: nomeEquipe(valore) })),
        },
      ]}
      onConflitto={onRicarica}
      esegui={({ valori, chiaveIdempotenza }) =>
        pass({ input: { caso: codice, versione, chiaveIdempotenza, equipe: String(valori.equipe) } })
      }
      onFatto={() => go('/casi')}
    />
  );
}
