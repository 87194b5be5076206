import { useMutation } from 'urql';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleAggiungiRecapitoDocument,
  ConsoleRecapitiDocument,
  type ConsoleRecapitiQuery,
  ConsoleTogliRecapitoDocument,
  type TipoRecapito,
} from '../../graph/operazioni/casi';
import { formatData } from '../../lib/formato';
import { ARichiesta } from '../../ui/ARichiesta';
import { type Campo, opzioniDa } from '../../ui/campo';
import { Passo } from '../../ui/Passo';
import { Pillola } from '../../ui/Pillola';
import { Esito } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import type { Caso, ParteProps } from './CasoPage';
import { etaDi, RECAPITO, RUOLO } from './parole';

type Membro = NonNullable<Caso['persone']>[number];
type MembroConRecapiti = NonNullable<NonNullable<ConsoleRecapitiQuery['caso']>['persone']>[number];

export const nomeDi = ({ persona, ruolo }: Membro): string =>
  persona.cancellata || (!persona.nome && !persona.cognome)
    ? `${RUOLO[ruolo]}, dati cancellati`
    : `${persona.cognome ?? ''} ${persona.nome ?? ''}`.trim();

/** Who is in the case. How they are reached, and their codici fiscali, are asked only by who needs them. */
export function Persone({ caso, onRicarica }: ParteProps) {
  const persone = caso.persone;
  return (
    <>
      <section className="t-sezione" aria-labelledby="persone">
        <h2 id="persone">Persone</h2>
        <Tabella
          titolo="Persone del caso"
          isTitoloNascosto
          nome="persone"
          righe={persone ?? []}
          chiaveRiga={({ persona }) => persona.id}
          vuoto={persone ? 'Nessuna persona registrata.' : 'Non disponibili.'}
          colonne={[
            { chiave: 'nome', titolo: 'Cognome e nome', valore: nomeDi, cella: nomeDi },
            {
              chiave: 'ruolo',
              titolo: 'Che cos’è nel caso',
              valore: ({ ruolo }) => RUOLO[ruolo],
              cella: ({ ruolo }) => RUOLO[ruolo],
            },
            {
              chiave: 'nascita',
              titolo: 'Data di nascita',
              valore: ({ persona }) => persona.dataNascita,
              cella: ({ persona }) => formatData(persona.dataNascita),
            },
            {
              chiave: 'eta',
              titolo: 'Età oggi',
              cella: ({ persona }) => etaDi(persona.dataNascita),
            },
          ]}
        />
      </section>
      <ARichiesta
        titolo="Recapiti e codici fiscali"
        bottone="Mostra recapiti e codici fiscali"
        perche="Si leggono solo quando servono: la lettura resta nel registro degli accessi."
      >
        <Recapiti caso={caso} onRicarica={onRicarica} />
      </ARichiesta>
    </>
  );
}

function Recapiti({ caso, onRicarica }: ParteProps) {
  const [result, again] = useDomanda({
    query: ConsoleRecapitiDocument,
    variables: { codice: caso.codice },
    requestPolicy: 'network-only',
  });
  const reload = () => again({ requestPolicy: 'network-only' });
  const names = new Map((caso.persone ?? []).map((one) => [one.persona.id, nomeDi(one)]));
  return (
    <Esito di={result} righe={3} onRiprova={reload}>
      {(data) => (
        <ul className="t-carte">
          {(data.caso?.persone ?? []).map((membro) => (
            <Scheda
              key={membro.persona.id}
              membro={membro}
              nome={names.get(membro.persona.id) ?? RUOLO[membro.ruolo]}
              caso={caso}
              onRicarica={onRicarica}
              onCambiato={reload}
            />
          ))}
        </ul>
      )}
    </Esito>
  );
}

const NUOVO: readonly Campo[] = [
  { nome: 'tipo', etichetta: 'Che cos’è', tipo: 'scelta', isObbligatorio: true, opzioni: opzioniDa(RECAPITO) },
  { nome: 'valore', etichetta: 'Numero o indirizzo', tipo: 'testo', isObbligatorio: true, lunghezza: 200 },
  { nome: 'preferito', etichetta: 'Da provare per primo', tipo: 'spunta' },
];

interface SchedaProps extends ParteProps {
  readonly membro: MembroConRecapiti;
  readonly nome: string;
  readonly onCambiato: () => void;
}

function Scheda({ membro: { persona }, nome, caso, onRicarica, onCambiato }: SchedaProps) {
  const { codice, versione, azioniPossibili } = caso;
  const [, add] = useMutation(ConsoleAggiungiRecapitoDocument);
  const [, remove] = useMutation(ConsoleTogliRecapitoDocument);
  const recapiti = persona.recapiti ?? [];
  return (
    <li className="t-carta">
      <h3 className="h5">{nome}</h3>
      <p className="t-nota">Codice fiscale: {persona.codiceFiscale ?? 'non registrato'}</p>
      {recapiti.length === 0 && <p>Nessun recapito.</p>}
      <ul className="t-elenco-semplice">
        {recapiti.map(({ id, tipo, valore, preferito, al }) => (
          <li key={id}>
            <span className="t-nota">{RECAPITO[tipo]}</span> <strong>{valore ?? 'cancellato'}</strong>{' '}
            {preferito && !al && <Pillola tono="fatto">per primo</Pillola>}
            {al && <span className="t-nota">non più buono dal {formatData(al)}</span>}
            {!al && azioniPossibili.includes('TOGLI_RECAPITO') && (
              <Passo
                bottone="Togli"
                di={`${RECAPITO[tipo]} di ${nome}`}
                colore="secondary"
                titolo="Togliere questo recapito?"
                testo="Resta nel caso, segnato come non più buono."
                onConflitto={onRicarica}
                onFatto={onCambiato}
                esegui={({ chiaveIdempotenza }) =>
                  remove({ input: { caso: codice, versione, chiaveIdempotenza, recapito: id } })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {azioniPossibili.includes('AGGIUNGI_RECAPITO') && (
        <Passo
          bottone="Aggiungi un recapito"
          di={`a ${nome}`}
          titolo={`Aggiungi un recapito a ${nome}`}
          campi={NUOVO}
          iniziali={{ preferito: false }}
          onConflitto={onRicarica}
          onFatto={onCambiato}
          esegui={({ valori, chiaveIdempotenza }) =>
            add({
              input: {
                caso: codice,
                versione,
                chiaveIdempotenza,
                persona: persona.id,
                tipo: String(valori.tipo) as TipoRecapito,
                valore: String(valori.valore),
                preferito: valori.preferito === true,
              },
            })
          }
        />
      )}
    </li>
  );
}
