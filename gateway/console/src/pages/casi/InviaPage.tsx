import { useState } from 'react';
import { Button } from 'design-react-kit';
import { useLocation, useParams } from 'wouter';
import { useMutation, useQuery } from 'urql';
import {
  type CampoInvio,
  ConsoleAnteprimaInvioDocument,
  ConsoleBasiDocument,
  type ConsoleBasiQuery,
  ConsoleInviaDocument,
  type ServizioCaso,
  type TipoInvio,
} from '../../graph/operazioni/casi';
import { useSessione } from '../../graph/sessione-context';
import { type Campo, Modulo, type Valori } from '../../ui/Modulo';
import { Pagina } from '../../ui/Pagina';
import { Passo } from '../../ui/Passo';
import { Esito, Vuoto } from '../../ui/Stati';
import { Contenuto } from './Contenuto';
import { CAMPO_INVIO, CASI, SERVIZIO } from './parole';

const CAMPI = Object.keys(CAMPO_INVIO) as CampoInvio[];

/** First what and to whom, then exactly what would go, and only then it goes. */
export function InviaPage() {
  const { codice } = useParams<{ codice: string }>();
  const [result, again] = useQuery({ query: ConsoleBasiDocument, variables: {} });
  const [valori, setValori] = useState<Valori>({ urgente: false });
  const [isChosen, setIsChosen] = useState(false);
  const [, go] = useLocation();
  return (
    <Pagina
      titolo="Invia a un altro servizio"
      sottotitolo={`Caso ${codice}`}
      briciole={[CASI, { testo: codice, href: `/casi/${codice}` }]}
    >
      <Esito di={result} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {(data) =>
          isChosen ? (
            <Anteprima codice={codice} valori={valori} onIndietro={() => setIsChosen(false)} />
          ) : (
            <Scelte
              data={data}
              valori={valori}
              onScelte={(chosen) => {
                setValori(chosen);
                setIsChosen(true);
              }}
              onAnnulla={() => go(`/casi/${codice}`)}
            />
          )
        }
      </Esito>
    </Pagina>
  );
}

interface ScelteProps {
  readonly data: ConsoleBasiQuery;
  readonly valori: Valori;
  readonly onScelte: (valori: Valori) => void;
  readonly onAnnulla: () => void;
}

function Scelte({ data, valori, onScelte, onAnnulla }: ScelteProps) {
  const { io } = useSessione();
  const [isEmpty, setIsEmpty] = useState(false);
  return (
    <>
      {isEmpty && (
        <p className="t-errore" role="alert">
          Scegli almeno un dato da inviare.
        </p>
      )}
      <Modulo
        campi={campiDi(data, io.ambito)}
        iniziali={valori}
        invia="Vedi che cosa si invia"
        onInvia={(invio) => {
          const isNothing = CAMPI.every((campo) => !invio.valori[campo]);
          setIsEmpty(isNothing);
          if (!isNothing) {
            onScelte(invio.valori);
          }
          return Promise.resolve({});
        }}
        onFatto={() => undefined}
        onAnnulla={onAnnulla}
      />
    </>
  );
}

function campiDi({ basiGiuridiche, ambiti, aziendeSociosanitarie }: ConsoleBasiQuery, mine: number | null): Campo[] {
  const servizi = Object.entries(SERVIZIO);
  return [
    {
      nome: 'tipo',
      etichetta: 'Che cosa fai',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: [
        { valore: 'RICHIESTA', etichetta: 'Chiedo qualcosa: la famiglia resta seguita qui' },
        { valore: 'TRASFERIMENTO', etichetta: 'Passo la famiglia: alla consegna il caso qui si chiude' },
      ],
    },
    {
      nome: 'destinatario',
      etichetta: 'A chi',
      tipo: 'scelta',
      isObbligatorio: true,
      opzioni: [
        ...ambiti
          .filter(({ numero }) => numero !== mine)
          .flatMap(({ numero, nome }) =>
            servizi.map(([servizio, testo]) => ({
              valore: `${numero} ${servizio}`,
              etichetta: `${nome}, ${testo.toLowerCase()}`,
            })),
          ),
        ...aziendeSociosanitarie.map(({ codice, nome }) => ({ valore: codice, etichetta: nome })),
      ],
    },
    {
      nome: 'base',
      etichetta: 'Su quale base giuridica',
      tipo: 'scelta',
      isObbligatorio: true,
      aiuto: 'Decide quali dati si possono inviare, e a chi.',
      opzioni: (basiGiuridiche ?? []).map(({ codice, testo }) => ({ valore: codice, etichetta: testo })),
    },
    ...CAMPI.map((campo): Campo => ({ nome: campo, etichetta: CAMPO_INVIO[campo], tipo: 'spunta' })),
    {
      nome: 'motivo',
      etichetta: 'Perché, e per che cosa',
      tipo: 'area',
      isObbligatorio: true,
      lunghezza: 1000,
      aiuto: 'Senza nomi: chi riceve lo legge prima di accettare.',
    },
    {
      nome: 'relazione',
      etichetta: 'Relazione',
      tipo: 'area',
      lunghezza: 20_000,
      aiuto: 'Solo se hai scelto di inviarla.',
      controlla: (testo, all) =>
        all.RELAZIONE && testo === '' ? 'Scrivi la relazione, o toglila dai dati da inviare.' : undefined,
    },
    { nome: 'urgente', etichetta: 'È urgente: la risposta è attesa entro 2 giorni', tipo: 'spunta' },
    { nome: 'entro', etichetta: 'Risposta attesa entro', tipo: 'data', aiuto: '30 giorni, se lo lasci vuoto.' },
  ];
}

interface AnteprimaProps {
  readonly codice: string;
  readonly valori: Valori;
  readonly onIndietro: () => void;
}

function Anteprima({ codice, valori, onIndietro }: AnteprimaProps) {
  const [, go] = useLocation();
  const [, send] = useMutation(ConsoleInviaDocument);
  const campi = CAMPI.filter((campo) => valori[campo] === true);
  const [result, again] = useQuery({
    query: ConsoleAnteprimaInvioDocument,
    variables: { caso: codice, campi },
    requestPolicy: 'network-only',
  });
  const relazione = valori.RELAZIONE ? String(valori.relazione) : null;
  return (
    <section aria-labelledby="anteprima">
      <h2 id="anteprima">Esattamente che cosa si invia</h2>
      <p>Chi riceve lo legge solo dopo che ha accettato e tu glielo consegni. Nient’altro del caso parte.</p>
      <Esito di={result} righe={4} onRiprova={() => again({ requestPolicy: 'network-only' })}>
        {({ anteprimaInvio }) =>
          anteprimaInvio ? (
            <Contenuto di={{ ...anteprimaInvio, relazione }} />
          ) : (
            <Vuoto titolo="Di questo caso ora non si può inviare nulla" />
          )
        }
      </Esito>
      <div className="t-azioni t-azioni-inizio">
        <Button color="secondary" outline size="sm" onClick={onIndietro}>
          Torna alle scelte
        </Button>
        <Passo
          bottone="Invia"
          isPieno
          titolo="Inviare?"
          testo="Chi riceve vede da subito il motivo, e può accettare o rifiutare. Finché non consegni puoi ritirarlo senza che nessuno l’abbia letto."
          onConflitto={onIndietro}
          onFatto={() => go('/invii?verso=mandati')}
          esegui={({ chiaveIdempotenza }) =>
            send({
              input: {
                chiaveIdempotenza,
                caso: codice,
                campi,
                tipo: String(valori.tipo) as TipoInvio,
                base: String(valori.base),
                destinatario: destinatarioDa(String(valori.destinatario)),
                motivo: String(valori.motivo),
                relazione,
                urgente: valori.urgente === true,
                entro: valori.entro ? String(valori.entro) : null,
              },
            })
          }
        />
      </div>
    </section>
  );
}

/** "4 TUTELA" is a service of an ambito, anything else a hospital trust. */
function destinatarioDa(scelto: string) {
  const [, numero, servizio] = /^(\d+) (\w+)$/.exec(scelto) ?? [];
  return numero ? { ambito: Number(numero), servizio: servizio as ServizioCaso } : { asst: scelto };
}
