import { useMemo } from 'react';
import { useMutation } from 'urql';
import { Link, useParams } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleEdizioneOsservatorioDocument,
  ConsoleOsservatorioDocument,
  ConsoleScriviLetturaDocument,
  type TemaPoverta,
} from '../../graph/operazioni/osservatorio-poverta';
import { usePermesso } from '../../graph/sessione-context';
import { conta, formatIstante } from '../../lib/formato';
import { Conteggio, NotaRiservatezza } from '../../ui/Cifre';
import { Pagina } from '../../ui/Pagina';
import { Passo } from '../../ui/Passo';
import { Esito, Vuoto } from '../../ui/Stati';
import { Tabella } from '../../ui/Tabella';
import { FileDati } from './FileDati';
import { Letture } from './Letture';
import { DIFFERENZE, type Edizione, nomeCodice, NOMI_TEMI, OSSERVATORIO, TEMI } from './parole';
import { Quesiti } from './Quesiti';
import { AL, DAL } from './scelte';

const EDIZIONI = { testo: 'Edizioni', href: `${OSSERVATORIO.href}/edizioni` } as const;

interface Luogo {
  readonly numero: number;
  readonly nome: string;
}

/** One edition: how to cite it, what changed since the one before and why, what was read in it. */
export function EdizionePage() {
  const { codice = '' } = useParams<{ codice: string }>();
  const [result, again] = useDomanda({ query: ConsoleEdizioneOsservatorioDocument, variables: { codice } });
  const reload = () => again({ requestPolicy: 'network-only' });
  // Labels are the same in every edition: those that the first page of the observatory has.
  const [names] = useDomanda({ query: ConsoleOsservatorioDocument, variables: { dal: DAL, al: AL } });
  const etichette = useMemo(
    () => new Map(names.data?.osservatorioPoverta?.indicatori?.map((one) => [one.codice, one.etichetta])),
    [names.data],
  );
  const edizione = result.data?.osservatorioPoverta?.edizione;
  return (
    <Pagina
      titolo={`Edizione ${codice}`}
      sottotitolo={edizione && `Fissata il ${formatIstante(edizione.fissataIl)}: da allora non cambia.`}
      briciole={[OSSERVATORIO, EDIZIONI]}
    >
      <Esito di={result} righe={12} onRiprova={reload}>
        {({ ambiti, edizioniStatistiche }) =>
          edizione ? (
            <>
              <Citazione di={edizione} />
              <Differenze di={edizione} ambiti={ambiti} etichette={etichette} />
              <Letture di={edizione.letture ?? []} />
              <Scrivi codice={codice} onFatto={reload} />
              <Quesiti edizione={codice} territorio={ambiti} etichette={etichette} />
              <FileDati
                di={(edizioniStatistiche?.edges ?? [])
                  .map(({ node }) => node)
                  .filter(({ numero }) => numero === edizione.numero)}
              />
            </>
          ) : (
            <Vuoto titolo={`Non c’è un’edizione ${codice}`}>
              <Link href={EDIZIONI.href}>Torna alle edizioni</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

function Citazione({ di: { codice, cubo, numero, impronta } }: { readonly di: Edizione }) {
  return (
    <dl className="t-scheda">
      <dt>Come citarla</dt>
      <dd>
        Osservatorio provinciale sulla povertà, ATS Brescia, edizione <strong>{codice}</strong>
      </dd>
      <dt>Cifre</dt>
      <dd>
        <Link href={`${OSSERVATORIO.href}?edizione=${codice}`}>Gli indicatori di questa edizione</Link>, dalla
        pubblicazione {cubo}-{numero}
      </dd>
      <dt>SHA-256</dt>
      <dd>
        <code className="t-impronta">{impronta}</code>
        <span className="t-nota d-block">
          Delle cifre in ordine di ambito, anno e codice, una per riga: chi ha i dati la ricalcola e vede che nessuno li
          ha toccati.
        </span>
      </dd>
    </dl>
  );
}

interface DifferenzeProps {
  readonly di: Edizione;
  readonly ambiti: readonly Luogo[];
  readonly etichette: ReadonlyMap<string, string>;
}

function Differenze({ di: { precedente, differenze }, ambiti, etichette }: DifferenzeProps) {
  const nomeAmbito = (numero: number) => ambiti.find((one) => one.numero === numero)?.nome ?? `ambito ${numero}`;
  if (!precedente) {
    return <p className="t-nota mt-3">È la prima edizione: non ce n’è una con cui confrontarla.</p>;
  }
  const righe = differenze ?? [];
  return (
    <section className="t-sezione" aria-labelledby="differenze">
      <h2 id="differenze">
        Che cosa cambia dalla{' '}
        <Link href={`${OSSERVATORIO.href}/edizioni/${precedente.codice}`}>{precedente.codice}</Link>
      </h2>
      {differenze && <p>{conta(righe.length, 'cifra cambia', 'cifre cambiano')}; di ognuna è scritto il motivo.</p>}
      <Tabella
        titolo={`Differenze dalla ${precedente.codice}, cifra per cifra`}
        nome="differenze"
        righe={righe}
        chiaveRiga={({ ambito, anno, codice }) => `${ambito} ${anno} ${codice}`}
        vuoto={differenze ? 'Nessuna cifra è cambiata.' : 'Le differenze ora non sono disponibili.'}
        colonne={[
          {
            chiave: 'ambito',
            titolo: 'Ambito',
            valore: ({ ambito }) => nomeAmbito(ambito),
            cella: ({ ambito }) => nomeAmbito(ambito),
          },
          { chiave: 'anno', titolo: 'Anno', isNumero: true, valore: ({ anno }) => anno, cella: ({ anno }) => anno },
          {
            chiave: 'codice',
            titolo: 'Cifra',
            valore: ({ codice }) => nomeCodice(codice, etichette),
            cella: ({ codice }) => nomeCodice(codice, etichette),
          },
          {
            chiave: 'tipo',
            titolo: 'Che cosa è successo',
            valore: ({ tipo }) => DIFFERENZE[tipo],
            cella: ({ tipo }) => DIFFERENZE[tipo],
          },
          {
            chiave: 'prima',
            titolo: 'Prima',
            isNumero: true,
            valore: ({ prima }) => prima?.valore ?? null,
            cella: ({ prima }) => <Conteggio di={prima} manca="non c’era" />,
          },
          {
            chiave: 'dopo',
            titolo: 'In questa',
            isNumero: true,
            valore: ({ dopo }) => dopo?.valore ?? null,
            cella: ({ dopo }) => <Conteggio di={dopo} manca="non c’è più" />,
          },
          { chiave: 'motivo', titolo: 'Perché', valore: ({ motivo }) => motivo, cella: ({ motivo }) => motivo },
        ]}
      />
      <NotaRiservatezza />
    </section>
  );
}

function Scrivi({ codice, onFatto }: { readonly codice: string; readonly onFatto: () => void }) {
  const mayWrite = usePermesso('osservatorio:coordina');
  const [, write] = useMutation(ConsoleScriviLetturaDocument);
  if (!mayWrite) {
    return null;
  }
  return (
    <div className="t-azioni t-azioni-inizio">
      <Passo
        bottone="Scrivi una lettura"
        titolo={`Che cosa legge l’osservatorio nella ${codice}`}
        testo="Si aggiunge alle letture di prima, che restano: la pubblica chi la scrive, con il suo ruolo."
        campi={[
          {
            nome: 'tema',
            etichetta: 'Tema',
            tipo: 'scelta',
            isObbligatorio: true,
            opzioni: NOMI_TEMI.map((valore) => ({ valore, etichetta: TEMI[valore] })),
          },
          {
            nome: 'testo',
            etichetta: 'Lettura',
            tipo: 'area',
            isObbligatorio: true,
            lunghezza: 4000,
            aiuto: 'Senza nomi di persone.',
          },
        ]}
        iniziali={{ tema: '', testo: '' }}
        esegui={({ valori, chiaveIdempotenza }) =>
          write({
            input: {
              chiaveIdempotenza,
              edizione: codice,
              tema: valori.tema as TemaPoverta,
              testo: String(valori.testo),
            },
          })
        }
        onConflitto={onFatto}
        onFatto={onFatto}
      />
    </div>
  );
}
