import { Link } from 'wouter';
import type { ConsoleInvioInElencoFragment } from '../../graph/operazioni/casi';
import { conta, formatDataBreve } from '../../lib/formato';
import { Pillola } from '../../ui/Pillola';
import { type Altre, Tabella } from '../../ui/Tabella';
import { useNomi } from './destinatari';
import { nomeDestinatario, SERVIZIO, STATO_INVIO, TIPO_INVIO } from './parole';

interface TabellaInviiProps {
  readonly titolo: string;
  readonly righe: readonly ConsoleInvioInElencoFragment[];
  readonly verso: 'ricevuti' | 'mandati';
  readonly vuoto: string;
  readonly altre?: Altre;
}

/** What was sent, by the day on which an answer is due. */
export function TabellaInvii({ titolo, righe, verso, vuoto, altre }: TabellaInviiProps) {
  const isMandati = verso === 'mandati';
  const nomi = useNomi();
  const chi = (one: ConsoleInvioInElencoFragment): string =>
    isMandati
      ? nomeDestinatario(one.destinatario, nomi)
      : `${one.mittente?.nome ?? 'Non disponibile'}, ${SERVIZIO[one.servizio].toLowerCase()}`;
  return (
    <Tabella
      titolo={titolo}
      isTitoloNascosto
      nome={verso}
      righe={righe}
      chiaveRiga={({ codice }) => codice}
      vuoto={vuoto}
      altre={altre}
      colonne={[
        {
          chiave: 'codice',
          titolo: 'Invio',
          valore: ({ codice }) => codice,
          cella: ({ codice, urgente }) => (
            <>
              <Link href={`/invii/${codice}`}>{codice}</Link> {urgente && <Pillola tono="errore">urgente</Pillola>}
            </>
          ),
        },
        {
          chiave: 'tipo',
          titolo: 'Che cos’è',
          valore: ({ tipo }) => TIPO_INVIO[tipo],
          cella: ({ tipo }) => TIPO_INVIO[tipo],
        },
        { chiave: 'chi', titolo: isMandati ? 'A' : 'Da', valore: chi, cella: chi },
        {
          chiave: 'stato',
          titolo: 'Stato',
          valore: ({ stato }) => STATO_INVIO[stato].testo,
          cella: ({ stato }) => <Pillola tono={STATO_INVIO[stato].tono}>{STATO_INVIO[stato].testo}</Pillola>,
        },
        {
          chiave: 'entro',
          titolo: 'Risposta entro',
          valore: ({ entro }) => entro,
          cella: ({ entro, inRitardo, giorniDiRitardo }) => (
            <>
              {formatDataBreve(entro)}{' '}
              {inRitardo && (
                <strong className="t-ritardo">{conta(giorniDiRitardo, 'giorno', 'giorni')} di ritardo</strong>
              )}
            </>
          ),
        },
        {
          chiave: 'inviatoIl',
          titolo: 'Mandato il',
          valore: ({ inviatoIl }) => inviatoIl,
          cella: ({ inviatoIl }) => formatDataBreve(inviatoIl),
        },
      ]}
    />
  );
}
