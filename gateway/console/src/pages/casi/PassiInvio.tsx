import { type ReactNode, useRef } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import {
  type AzioneInvio,
  ConsoleAccettaInvioDocument,
  ConsoleBasiDocument,
  ConsoleConcludiInvioDocument,
  ConsoleConfermaCancellazioneDocument,
  ConsoleConsegnaInvioDocument,
  ConsoleDichiaraConservazioneDocument,
  ConsoleLuoghiDocument,
  ConsolePrendiInCaricoDocument,
  ConsoleRifiutaInvioDocument,
  ConsoleRitiraInvioDocument,
  type EsitoInvio,
} from '../../graph/operazioni/casi';
import { useSessione } from '../../graph/sessione-context';
import { type Campo, opzioniDa, testoDi } from '../../ui/campo';
import { Passo } from '../../ui/Passo';
import type { InvioAperto } from './InvioPage';
import { ESITO_INVIO, nomeEquipe } from './parole';

interface PassiInvioProps {
  readonly invio: InvioAperto;
  readonly onRicarica: () => void;
}

const motivo = (etichetta: string): readonly Campo[] => [
  { nome: 'motivo', etichetta, tipo: 'area', isObbligatorio: true, lunghezza: 1000, aiuto: 'Senza nomi.' },
];

const CONCLUSIONE: readonly Campo[] = [
  { nome: 'esito', etichetta: 'Com’è andata', tipo: 'scelta', isObbligatorio: true, opzioni: opzioniDa(ESITO_INVIO) },
  {
    nome: 'relazione',
    etichetta: 'Che cosa è stato fatto e trovato',
    tipo: 'area',
    isObbligatorio: true,
    lunghezza: 20_000,
    aiuto: 'La legge chi l’ha mandato.',
  },
];

/** What each side can do now, as the API says. */
export function PassiInvio(props: PassiInvioProps) {
  const { azioniPossibili } = props.invio;
  return azioniPossibili.length === 0 ? null : (
    <div className="t-passi t-azioni t-azioni-inizio">
      {azioniPossibili.map((azione) => (
        <Azione key={azione} azione={azione} {...props} />
      ))}
    </div>
  );
}

function Azione({ azione, ...props }: PassiInvioProps & { readonly azione: AzioneInvio }): ReactNode {
  switch (azione) {
    case 'PRENDI_IN_CARICO':
      return <PrendiInCarico {...props} />;
    case 'DICHIARA_CONSERVAZIONE':
      return <DichiaraConservazione {...props} />;
    default:
      return <Semplice azione={azione} {...props} />;
  }
}

type AzioneSemplice = Exclude<AzioneInvio, 'PRENDI_IN_CARICO' | 'DICHIARA_CONSERVAZIONE'>;

function Semplice({ azione, invio, onRicarica }: PassiInvioProps & { readonly azione: AzioneSemplice }) {
  const [, accept] = useMutation(ConsoleAccettaInvioDocument);
  const [, refuse] = useMutation(ConsoleRifiutaInvioDocument);
  const [, deliver] = useMutation(ConsoleConsegnaInvioDocument);
  const [, conclude] = useMutation(ConsoleConcludiInvioDocument);
  const [, withdraw] = useMutation(ConsoleRitiraInvioDocument);
  const [, deleted] = useMutation(ConsoleConfermaCancellazioneDocument);
  const { codice, versione, tipo } = invio;
  const passo = (chiaveIdempotenza: string) => ({ invio: codice, versione, chiaveIdempotenza });
  const isTrasferimento = tipo === 'TRASFERIMENTO';
  switch (azione) {
    case 'ACCETTA':
      return (
        <Passo
          bottone="Accetta"
          isPieno
          titolo="Accettare?"
          testo="Chi l’ha mandato lo sa subito, e ti consegna quello che c’è dentro."
          onConflitto={onRicarica}
          esegui={({ chiaveIdempotenza }) => accept({ input: passo(chiaveIdempotenza) })}
        />
      );
    case 'RIFIUTA':
      return (
        <Passo
          bottone="Rifiuta"
          colore="danger"
          titolo="Rifiutare?"
          campi={motivo('Perché lo rifiuti')}
          onConflitto={onRicarica}
          esegui={({ valori, chiaveIdempotenza }) =>
            refuse({ input: { ...passo(chiaveIdempotenza), motivo: String(valori.motivo) } })
          }
        />
      );
    case 'CONSEGNA':
      return (
        <Passo
          bottone="Consegna"
          isPieno
          titolo="Consegnare?"
          testo={
            isTrasferimento
              ? 'Da ora chi riceve legge il contenuto, e nello stesso momento il caso qui si chiude. Non si torna indietro.'
              : 'Da ora chi riceve legge il contenuto. Puoi ritirarlo, ma quello che avrà letto l’avrà letto.'
          }
          onConflitto={onRicarica}
          esegui={({ chiaveIdempotenza }) => deliver({ input: passo(chiaveIdempotenza) })}
        />
      );
    case 'CONCLUDI':
      return (
        <Passo
          bottone="Concludi"
          titolo="Concludere?"
          campi={CONCLUSIONE}
          onConflitto={onRicarica}
          esegui={({ valori, chiaveIdempotenza }) =>
            conclude({
              input: {
                ...passo(chiaveIdempotenza),
                esito: String(valori.esito) as EsitoInvio,
                relazione: String(valori.relazione),
              },
            })
          }
        />
      );
    case 'RITIRA':
      return (
        <Passo
          bottone="Ritira"
          colore="danger"
          titolo="Ritirare l’invio?"
          testo="Da quel momento nessuno ne legge più il contenuto, nemmeno tu. Se era stato consegnato, chi l’ha letto deve dire che cosa ne ha fatto."
          campi={motivo('Perché lo ritiri')}
          onConflitto={onRicarica}
          esegui={({ valori, chiaveIdempotenza }) =>
            withdraw({ input: { ...passo(chiaveIdempotenza), motivo: String(valori.motivo) } })
          }
        />
      );
    case 'CONFERMA_CANCELLAZIONE':
      return (
        <Passo
          bottone="Conferma di aver cancellato"
          titolo="Confermare la cancellazione?"
          testo="Dichiari che di quello che avevi letto non conservi nulla."
          onConflitto={onRicarica}
          esegui={({ chiaveIdempotenza }) => deleted({ input: passo(chiaveIdempotenza) })}
        />
      );
  }
}

function PrendiInCarico({ invio: { codice, versione }, onRicarica }: PassiInvioProps) {
  const { io } = useSessione();
  const [, go] = useLocation();
  const [, take] = useMutation(ConsolePrendiInCaricoDocument);
  const nuovo = useRef<string>();
  const [{ data }] = useDomanda({ query: ConsoleLuoghiDocument, variables: { ambito: io.ambito ?? 0 } });
  const comuni = data?.ambito?.comuni ?? [];
  const equipes = [...new Set(comuni.flatMap(({ equipeTutela }) => equipeTutela ?? []))].sort();
  return (
    <Passo
      bottone="Prendi in carico"
      isPieno
      titolo="Aprire un caso da questo trasferimento?"
      testo="Il primo a seguirlo sei tu."
      campi={[
        {
          nome: 'comune',
          etichetta: 'Comune dove vive ora il nucleo',
          tipo: 'scelta',
          opzioni: comuni.map((one) => ({ valore: one.codiceIstat, etichetta: one.nome })),
        },
        ...(io.ruolo === 'SERVIZIO_TUTELA'
          ? [
              {
                nome: 'equipe',
                etichetta: 'Équipe che lo segue insieme',
                tipo: 'scelta' as const,
                opzioni: equipes.map((valore) => ({ valore, etichetta: nomeEquipe(valore) })),
              },
            ]
          : []),
      ]}
      onConflitto={onRicarica}
      esegui={async ({ valori, chiaveIdempotenza }) => {
        const { data, error } = await take({
          input: {
            invio: codice,
            versione,
            chiaveIdempotenza,
            comune: testoDi(valori, 'comune'),
            equipe: testoDi(valori, 'equipe'),
          },
        });
        nuovo.current = data?.prendiInCarico?.caso.codice;
        return { error };
      }}
      onFatto={() => go(`/casi/${nuovo.current ?? ''}`)}
    />
  );
}

function DichiaraConservazione({ invio: { codice, versione }, onRicarica }: PassiInvioProps) {
  const [{ data }] = useDomanda({ query: ConsoleBasiDocument, variables: {} });
  const [, keep] = useMutation(ConsoleDichiaraConservazioneDocument);
  return (
    <Passo
      bottone="Dichiara che cosa conservi"
      colore="secondary"
      titolo="Che cosa conservi, e perché"
      campi={[
        {
          nome: 'base',
          etichetta: 'Su quale base giuridica',
          tipo: 'scelta',
          isObbligatorio: true,
          opzioni: (data?.basiGiuridiche ?? []).map((one) => ({ valore: one.codice, etichetta: one.testo })),
        },
        ...motivo('Che cosa conservi e perché'),
      ]}
      onConflitto={onRicarica}
      esegui={({ valori, chiaveIdempotenza }) =>
        keep({
          input: {
            invio: codice,
            versione,
            chiaveIdempotenza,
            base: String(valori.base),
            motivo: String(valori.motivo),
          },
        })
      }
    />
  );
}
