import { useCallback } from 'react';
import { Link, useParams } from 'wouter';
import { useDomanda } from '../../graph/domanda';
import {
  ConsoleContenutoInvioDocument,
  type ConsoleInvioDelCasoQuery,
  ConsoleInvioDelCasoDocument,
  ConsoleInvioDocument,
  type ConsoleInvioQuery,
  type ConsoleInvioQueryVariables,
  type StatoInvio,
} from '../../graph/operazioni/casi';
import { usePermesso } from '../../graph/sessione-context';
import { conta, formatData, formatIstante } from '../../lib/formato';
import { ARichiesta } from '../../ui/ARichiesta';
import { Pagina } from '../../ui/Pagina';
import { Pillola } from '../../ui/Pillola';
import { Esito, Vuoto } from '../../ui/Stati';
import { Contenuto } from './Contenuto';
import { useNomi } from './destinatari';
import { CAMPO_INVIO, ESITO_INVIO, INVII, nomeDestinatario, SERVIZIO, STATO_INVIO, TIPO_INVIO } from './parole';
import { PassiInvio } from './PassiInvio';

export type InvioAperto = NonNullable<ConsoleInvioQuery['invio']> & {
  readonly caso?: NonNullable<ConsoleInvioDelCasoQuery['invio']>['caso'];
};

const LEGGIBILI: ReadonlySet<StatoInvio> = new Set(['CONSEGNATO', 'CONCLUSO']);

/** Something that was sent: where it stands and what can be done. What is in it is read only by who asks. */
export function InvioPage() {
  const { codice } = useParams<{ codice: string }>();
  // Which case it was is a question that only who follows cases may ask.
  const query = usePermesso('caso:leggi') ? ConsoleInvioDelCasoDocument : ConsoleInvioDocument;
  const [result, again] = useDomanda<ConsoleInvioQuery | ConsoleInvioDelCasoQuery, ConsoleInvioQueryVariables>({
    query,
    variables: { codice },
    requestPolicy: 'network-only',
  });
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  return (
    <Pagina titolo={`Invio ${codice}`} briciole={[INVII]}>
      <Esito di={result} righe={8} onRiprova={reload}>
        {({ invio }) =>
          invio ? (
            <>
              <Testata invio={invio} />
              <PassiInvio invio={invio} onRicarica={reload} />
              {LEGGIBILI.has(invio.stato) && (
                <ARichiesta
                  titolo="Che cosa contiene"
                  bottone="Leggi il contenuto"
                  perche="Lo legge chi lo ha ricevuto. La lettura resta nel registro degli accessi."
                >
                  <Letto codice={codice} />
                </ARichiesta>
              )}
            </>
          ) : (
            <Vuoto titolo="Questo invio non c’è, o non riguarda te">
              <Link href="/invii">Torna agli invii</Link>
            </Vuoto>
          )
        }
      </Esito>
    </Pagina>
  );
}

function Testata({ invio }: { readonly invio: InvioAperto }) {
  const detto = STATO_INVIO[invio.stato];
  const nomi = useNomi();
  const righe: ReadonlyArray<readonly [string, string | null]> = [
    ['Che cos’è', TIPO_INVIO[invio.tipo]],
    ['Da', `${invio.mittente?.nome ?? 'Non disponibile'}, ${SERVIZIO[invio.servizio].toLowerCase()}`],
    ['A', nomeDestinatario(invio.destinatario, nomi)],
    ['Mandato', formatIstante(invio.inviatoIl)],
    ['Risposta attesa entro', formatData(invio.entro)],
    ['Perché', invio.motivo],
    ['Che cosa si condivide', invio.campi.map((campo) => CAMPO_INVIO[campo]).join(', ')],
    ['Base giuridica', invio.baseGiuridica && `${invio.baseGiuridica.testo} (${invio.baseGiuridica.articolo})`],
    ['Perché rifiutato', invio.motivoRifiuto],
    ['Perché ritirato', invio.motivoRitiro],
    ['Consegnato', invio.consegnatoIl && formatIstante(invio.consegnatoIl)],
    ['Esito', invio.esito && ESITO_INVIO[invio.esito]],
    ['Relazione finale', invio.relazioneFinale],
    ['Che cosa conserva chi l’aveva letto', invio.dichiarazione],
  ];
  return (
    <dl className="t-scheda mb-3">
      <dt>Stato</dt>
      <dd>
        <Pillola tono={detto.tono}>{detto.testo}</Pillola> {invio.urgente && <Pillola tono="errore">urgente</Pillola>}{' '}
        {invio.inRitardo && (
          <strong className="t-ritardo">{conta(invio.giorniDiRitardo, 'giorno', 'giorni')} di ritardo</strong>
        )}
      </dd>
      {righe.map(([titolo, testo]) =>
        testo ? (
          <div key={titolo} className="t-scheda-riga">
            <dt>{titolo}</dt>
            <dd>{testo}</dd>
          </div>
        ) : null,
      )}
      {invio.caso && (
        <>
          <dt>Caso</dt>
          <dd>
            <Link href={`/casi/${invio.caso.codice}`}>{invio.caso.codice}</Link>
          </dd>
        </>
      )}
    </dl>
  );
}

function Letto({ codice }: { readonly codice: string }) {
  const [result, again] = useDomanda({
    query: ConsoleContenutoInvioDocument,
    variables: { codice },
    requestPolicy: 'network-only',
  });
  return (
    <Esito di={result} righe={4} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ invio }) =>
        invio?.contenuto ? (
          <Contenuto di={invio.contenuto} />
        ) : (
          <Vuoto titolo="Il contenuto non si può leggere">Lo legge chi l’ha ricevuto, dalla consegna in poi.</Vuoto>
        )
      }
    </Esito>
  );
}
