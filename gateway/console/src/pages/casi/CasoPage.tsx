import { useCallback, useEffect, useState } from 'react';
import { Link, useParams } from 'wouter';
import { useMutation } from 'urql';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleAssegnaCasoDocument,
  ConsoleCasoDocument,
  type ConsoleCasoQuery,
  ConsoleRevocaAssegnazioneDocument,
} from '../../graph/operazioni/casi';
import { usePermesso } from '../../graph/sessione-context';
import { formatData, formatIstante, formatOra } from '../../lib/formato';
import { AvvisoDimostrativo } from '../../ui/Dimostrativo';
import { Pagina } from '../../ui/Pagina';
import { Passo } from '../../ui/Passo';
import { Pillola } from '../../ui/Pillola';
import { Attenzione, Esito, Vuoto } from '../../ui/Stati';
import { ApriEmergenza } from '../emergenze/ApriEmergenza';
import { Affido } from './Affido';
import { AltriCasi } from './AltriCasi';
import { Interventi } from './Interventi';
import { InviiDelCaso } from './InviiDelCaso';
import { CASI, ESITO_CASO, nomeEquipe, SERVIZIO, STATO_CASO } from './parole';
import { PassiCaso } from './PassiCaso';
import { Persone } from './Persone';
import { Provvedimenti } from './Provvedimenti';
import { SeguitoAltrove } from './SeguitoAltrove';

export type Caso = NonNullable<ConsoleCasoQuery['caso']>;

export interface ParteProps {
  readonly caso: Caso;
  readonly onRicarica: () => void;
}

/** A case. Opening it is an act that the access log keeps, so the page asks once, for what it shows. */
export function CasoPage() {
  const { codice } = useParams<{ codice: string }>();
  const [result, again] = useDomanda({
    query: ConsoleCasoDocument,
    variables: { codice },
    requestPolicy: 'network-only',
  });
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  const [scadeIl, setScadeIl] = useState('');
  useScadenza(scadeIl, reload);
  return (
    <Pagina titolo={`Caso ${codice}`} briciole={[CASI]}>
      <Esito di={result} righe={12} onRiprova={reload}>
        {({ caso }) =>
          caso ? (
            <>
              {caso.inEmergenza && <InEmergenza scadeIl={scadeIl} />}
              <Cartella caso={caso} onRicarica={reload} />
            </>
          ) : (
            <NonSeguito
              codice={codice}
              onAperta={(until) => {
                setScadeIl(until);
                reload();
              }}
            />
          )
        }
      </Esito>
    </Pagina>
  );
}

/** What was seen in an emergency leaves the screen when its time is over: the page asks again, and is refused. */
function useScadenza(scadeIl: string, onScaduta: () => void): void {
  useEffect(() => {
    if (!scadeIl) {
      return undefined;
    }
    // The clock of the database has the last word: a moment later it surely says no.
    const timer = setTimeout(onScaduta, Math.max(0, Date.parse(scadeIl) - Date.now()) + 1_000);
    return () => clearTimeout(timer);
  }, [scadeIl, onScaduta]);
}

function InEmergenza({ scadeIl }: { readonly scadeIl: string }) {
  return (
    <Attenzione titolo={`Lo vedi per un’emergenza${scadeIl && `, fino alle ${formatOra(scadeIl)}`}`}>
      Puoi leggere e basta, e ogni lettura sarà rivista dal tuo Ufficio di Piano.
    </Attenzione>
  );
}

interface NonSeguitoProps {
  readonly codice: string;
  readonly onAperta: (scadeIl: string) => void;
}

/** A case that is not there and one that the caller may not see are told in the same words. */
function NonSeguito({ codice, onAperta }: NonSeguitoProps) {
  const mayOpen = usePermesso('emergenza:apri');
  return (
    <>
      <Vuoto titolo="Questo caso non c’è, o non è tra quelli che segui">
        <Link href="/casi">Torna ai tuoi casi</Link>
      </Vuoto>
      {mayOpen && (
        <section className="t-sezione" aria-labelledby="emergenza">
          <h2 id="emergenza">Ti serve adesso?</h2>
          <p>
            Se è un caso del tuo ambito e non puoi aspettare chi lo segue, lo puoi leggere per un’ora al più, dicendo
            perché. L’Ufficio di Piano lo rivede.
          </p>
          <ApriEmergenza codice={codice} onAperta={onAperta} />
        </section>
      )}
    </>
  );
}

function Cartella({ caso, onRicarica }: ParteProps) {
  return (
    <>
      <SeguitoAltrove di={caso.seguitoAltrove} isChiuso={caso.stato === 'CHIUSO'} />
      {caso.origine === 'DIMOSTRATIVO' && <AvvisoDimostrativo dove="questo caso" />}
      <Testata caso={caso} />
      <PassiCaso caso={caso} onRicarica={onRicarica} />
      <Persone caso={caso} onRicarica={onRicarica} />
      <Provvedimenti caso={caso} onRicarica={onRicarica} />
      <Interventi caso={caso} onRicarica={onRicarica} />
      <InviiDelCaso caso={caso} />
      {caso.servizio === 'TUTELA' && !caso.inEmergenza && <Affido caso={caso} />}
      <ChiLoSegue caso={caso} onRicarica={onRicarica} />
      {caso.nucleo && !caso.inEmergenza && <AltriCasi codice={caso.codice} />}
    </>
  );
}

function Testata({ caso: { stato, servizio, equipe, apertoIl, chiusoIl, esito, nucleo } }: Pick<ParteProps, 'caso'>) {
  return (
    <dl className="t-scheda mb-3">
      <dt>Stato</dt>
      <dd>
        <Pillola tono={STATO_CASO[stato].tono}>{STATO_CASO[stato].testo}</Pillola>
      </dd>
      <dt>Servizio</dt>
      <dd>
        {SERVIZIO[servizio]}
        {equipe && `, équipe ${nomeEquipe(equipe)}`}
      </dd>
      <dt>Aperto il</dt>
      <dd>{formatData(apertoIl)}</dd>
      {chiusoIl && (
        <>
          <dt>Chiuso il</dt>
          <dd>
            {formatData(chiusoIl)}
            {esito && `: ${ESITO_CASO[esito].toLowerCase()}`}
          </dd>
        </>
      )}
      <dt>Vive a</dt>
      <dd>{nucleo?.comune?.nome ?? 'non detto'}</dd>
    </dl>
  );
}

const OPERATORE = [
  {
    nome: 'operatore',
    etichetta: 'Operatore',
    tipo: 'testo',
    isObbligatorio: true,
    aiuto: 'Il nome con cui accede, per esempio tutela4.',
  },
] as const;

function ChiLoSegue({ caso, onRicarica }: ParteProps) {
  const [, assign] = useMutation(ConsoleAssegnaCasoDocument);
  const [, revoke] = useMutation(ConsoleRevocaAssegnazioneDocument);
  const { codice, versione, azioniPossibili, assegnazioni, passaggi } = caso;
  return (
    <section className="t-sezione" aria-labelledby="chi-lo-segue">
      <div className="t-testata-sezione">
        <h2 id="chi-lo-segue">Chi lo segue</h2>
        {azioniPossibili.includes('ASSEGNA') && (
          <Passo
            bottone="Assegna a un collega"
            titolo="Assegnare il caso anche a un collega?"
            testo="Da quel momento lo legge e ci scrive anche lui."
            campi={OPERATORE}
            onConflitto={onRicarica}
            esegui={({ valori, chiaveIdempotenza }) =>
              assign({
                input: { caso: codice, versione, chiaveIdempotenza, operatore: String(valori.operatore).trim() },
              })
            }
          />
        )}
      </div>
      <ol className="t-storia">
        {(assegnazioni ?? []).map(({ operatore, dal, al }) => (
          <li key={`${operatore} ${dal}`}>
            <strong>{operatore}</strong>{' '}
            <span className="t-nota">
              dal {formatIstante(dal)}
              {al && ` al ${formatIstante(al)}`}
            </span>{' '}
            {!al && azioniPossibili.includes('REVOCA') && (
              <Passo
                bottone="Togli"
                di={`il caso a ${operatore}`}
                colore="secondary"
                titolo={`Togliere il caso a ${operatore}?`}
                testo="Non lo leggerà più. Quello che ha scritto resta."
                onConflitto={onRicarica}
                esegui={({ chiaveIdempotenza }) =>
                  revoke({ input: { caso: codice, versione, chiaveIdempotenza, operatore } })
                }
              />
            )}
          </li>
        ))}
        {(passaggi ?? []).map(({ da, a, data, equipe }) => (
          <li key={data}>
            <strong>Passato a {SERVIZIO[a].toLowerCase()}</strong>{' '}
            <span className="t-nota">
              da {SERVIZIO[da].toLowerCase()}, il {formatData(data)}, équipe {nomeEquipe(equipe)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
