import { Link } from 'wouter';
import { conta, formatDataBreve, formatNumero } from '../../lib/formato';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Pillola } from '../../ui/Pillola';
import { Tabella } from '../../ui/Tabella';
import { invitoPer, STATO_COMPILAZIONE } from './parole';
import type { Campagna, CompilazioneDelTavolo } from './TavoloPage';

/** Who owes an answer, one a line, and where each stands. */
export function Tabellone({
  compilazioni,
  campagna: { anno, ritardi },
}: {
  readonly compilazioni: readonly CompilazioneDelTavolo[];
  readonly campagna: Campagna;
}) {
  const days = new Map((ritardi ?? []).map(({ destinatario, giorni }) => [destinatario.codice, giorni]));
  const ritardo = ({ destinatario, dovuta }: CompilazioneDelTavolo): number | null =>
    dovuta && destinatario ? (days.get(destinatario.codice) ?? null) : null;
  const nome = ({ destinatario }: CompilazioneDelTavolo): string => destinatario?.nome ?? 'Non disponibile';
  return (
    <Tabella
      titolo={`Chi contribuisce alla rilevazione del ${anno}`}
      righe={compilazioni}
      chiaveRiga={({ id }) => id}
      vuoto="Non ci sono compilazioni che il tuo profilo possa vedere."
      colonne={[
        {
          chiave: 'nome',
          titolo: 'Chi',
          valore: nome,
          cella: (one) => (
            <Link href={`/tavolo-tutela-minori/compilazioni/${one.id}`}>
              {nome(one)}
              {one.edizione > 1 && ` (${one.edizione}ª edizione)`}
            </Link>
          ),
        },
        {
          chiave: 'stato',
          titolo: 'Stato',
          valore: ({ stato }) => STATO_COMPILAZIONE[stato].testo,
          cella: ({ stato, dovuta, motivo }) => (
            <>
              <Pillola tono={STATO_COMPILAZIONE[stato].tono}>{STATO_COMPILAZIONE[stato].testo}</Pillola>
              {stato === 'BOZZA' && motivo && <span className="t-nota"> rimandata</span>}
              {!dovuta && <span className="t-nota"> non dovuta</span>}
            </>
          ),
        },
        {
          chiave: 'ritardo',
          titolo: 'Ritardo',
          isNumero: true,
          valore: ritardo,
          cella: (one) => {
            const giorni = ritardo(one);
            return giorni === null ? (
              <span className="t-assente">nessuno</span>
            ) : (
              <strong className="t-ritardo">{conta(giorni, 'giorno', 'giorni')}</strong>
            );
          },
        },
        {
          chiave: 'inviata',
          titolo: 'Inviata',
          valore: ({ inviataIl }) => inviataIl,
          cella: ({ inviataIl }) => formatDataBreve(inviataIl),
        },
        {
          chiave: 'approvata',
          titolo: 'Approvata',
          valore: ({ approvataIl }) => approvataIl,
          cella: ({ approvataIl }) => formatDataBreve(approvataIl),
        },
        {
          chiave: 'domande',
          titolo: 'Domande aperte',
          isNumero: true,
          valore: ({ domande }) => domande?.filter(({ stato }) => stato === 'APERTA').length ?? null,
          cella: ({ domande }) =>
            domande ? formatNumero(domande.filter(({ stato }) => stato === 'APERTA').length) : 'non disponibile',
        },
        {
          chiave: 'origine',
          titolo: 'Origine',
          valore: ({ origine }) => origine,
          cella: ({ origine }) => (origine === 'DIMOSTRATIVO' ? <BadgeDimostrativo /> : ORIGINE[origine]),
        },
        {
          chiave: 'passo',
          titolo: 'Da fare',
          cella: (one) => (
            <Link href={`/tavolo-tutela-minori/compilazioni/${one.id}`}>
              {invitoPer(one.azioniPossibili)}
              <span className="visually-hidden"> {nome(one)}</span>
            </Link>
          ),
        },
      ]}
    />
  );
}

const ORIGINE = {
  PIANO_DI_ZONA: 'Piano di Zona',
  IMPORTATO: 'Importato',
  RILEVATO: 'Rilevato',
} as const;
