import { useId, useState } from 'react';
import { Button } from 'design-react-kit';
import { Link } from 'wouter';
import { conta } from '../../lib/formato';
import { scaricaTesto } from '../../lib/scarica';
import { Avanzamento } from '../../ui/Avanzamento';
import { Conferma } from '../../ui/Conferma';
import { ProblemiFile } from '../../ui/FileDaProvare';
import { Pillola } from '../../ui/Pillola';
import { Attenzione, Problemi } from '../../ui/Stati';
import type { Pezzo } from './pezzi';
import type { ProvaCasi } from './prova-casi';
import type { ScritturaCasi } from './scrittura-casi';

interface EsitoProvaCasiProps {
  readonly prova: ProvaCasi;
  readonly onImporta: (prova: ProvaCasi) => void;
}

/** What the file would do, and what is wrong with it: errors are corrected in the file, warnings are read and accepted. */
export function EsitoProvaCasi({ prova, onImporta }: EsitoProvaCasiProps) {
  const { nome, casi, chiusi, persone, nuclei, problemi } = prova;
  const errori = problemi.filter(({ gravita }) => gravita === 'ERRORE').length;
  return (
    <section aria-labelledby="prova" aria-live="polite">
      <h3 id="prova">Esito della prova: {nome}</h3>
      {errori > 0 ? (
        <Attenzione titolo={`${conta(errori, 'errore', 'errori')} nel file: così non si può importare`}>
          Correggi le righe qui sotto nel foglio di calcolo e sceglilo di nuovo. Niente è stato scritto.
        </Attenzione>
      ) : (
        <p>
          Il file si può importare: apre {conta(casi, 'caso', 'casi')}
          {chiusi > 0 && ` (di cui ${conta(chiusi, 'già chiuso', 'già chiusi')})`}, con{' '}
          {conta(persone, 'persona', 'persone')} e {conta(nuclei, 'nucleo', 'nuclei')}.
        </p>
      )}
      {problemi.length > 0 && (
        <ProblemiFile
          di={problemi}
          colonne={[
            {
              chiave: 'gravita',
              titolo: 'Che cos’è',
              valore: ({ gravita }) => GRAVITA[gravita].testo,
              cella: ({ gravita }) => <Pillola tono={GRAVITA[gravita].tono}>{GRAVITA[gravita].testo}</Pillola>,
            },
          ]}
        />
      )}
      {errori === 0 && <Importa prova={prova} onImporta={onImporta} />}
    </section>
  );
}

const GRAVITA = {
  ERRORE: { testo: 'errore', tono: 'errore' },
  AVVISO: { testo: 'avviso', tono: 'attenzione' },
} as const;

function Importa({ prova, onImporta }: EsitoProvaCasiProps) {
  const id = useId();
  const { casi, problemi } = prova;
  const [isRead, setIsRead] = useState(problemi.length === 0);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      {problemi.length > 0 && (
        <div className="t-campo t-campo-spunta mt-3">
          <input id={id} type="checkbox" checked={isRead} onChange={(event) => setIsRead(event.target.checked)} />
          <label htmlFor={id}>
            Ho letto {problemi.length === 1 ? 'l’avviso' : `i ${problemi.length} avvisi`}: importa lo stesso
          </label>
        </div>
      )}
      <div className="t-azioni t-azioni-inizio mt-3">
        <Button color="primary" disabled={!isRead} onClick={() => setIsAsking(true)}>
          Importa {conta(casi, 'caso', 'casi')}
        </Button>
      </div>
      {isAsking && (
        <Conferma
          titolo={`Importare ${conta(casi, 'caso', 'casi')}?`}
          conferma="Importa"
          onAnnulla={() => setIsAsking(false)}
          onConferma={() => {
            setIsAsking(false);
            onImporta(prova);
          }}
        >
          <p>
            Diventano casi del tuo servizio e li segui tu. Un’importazione non si disfa: un caso sbagliato si chiude,
            non si cancella.
          </p>
        </Conferma>
      )}
    </>
  );
}

interface ScritturaProps {
  readonly prova: ProvaCasi;
  readonly di: ScritturaCasi;
}

const casiDi = (pezzi: readonly Pezzo[]): number => pezzi.reduce((sum, { casi }) => sum + casi, 0);

/** How far the writing is; stopped, what is written and what is not, and how to go on. */
export function Scrittura({ prova, di }: ScritturaProps) {
  const { pezzi } = prova;
  const { fase, scritti, problemi } = di.stato!;
  const [fatti, totale] = [casiDi(pezzi.slice(0, scritti)), casiDi(pezzi)];
  if (fase === 'FINITA') {
    return (
      <p className="t-fascia mt-3" role="status">
        <strong>{conta(totale, 'caso importato', 'casi importati')}.</strong>{' '}
        <Link href="/casi">Guardali tra i tuoi casi</Link>.
      </p>
    );
  }
  if (fase !== 'FERMATA') {
    const isStopping = fase === 'SI_FERMA';
    return (
      <Avanzamento
        cosa={
          isStopping
            ? 'Mi fermo appena questo gruppo di casi è scritto'
            : `Scrittura: ${conta(fatti, 'caso', 'casi')} su ${totale}`
        }
        fatto={fatti}
        totale={totale}
        onAnnulla={isStopping ? undefined : di.ferma}
      />
    );
  }
  return (
    <>
      <Problemi problemi={problemi} />
      <Attenzione titolo={`Fermata: ${conta(fatti, 'caso scritto', 'casi scritti')} su ${totale}`}>
        Quelli scritti restano, e sono interi.{' '}
        {problemi.some(({ codice }) => SENZA_ESITO.has(codice)) &&
          'Del gruppo che era in viaggio non si sa se è arrivato: riprendendo non si scrive due volte. '}
        Riprendi da qui, oppure scarica le righe che mancano e importale un’altra volta.
      </Attenzione>
      <div className="t-azioni t-azioni-inizio">
        <Button color="primary" onClick={() => di.riprendi(prova)}>
          Riprendi
        </Button>
        <Button color="primary" outline onClick={() => scaricaTesto('casi-da-importare.csv', rimasti(pezzi, scritti))}>
          Scarica le righe che mancano
        </Button>
      </div>
    </>
  );
}

/** Errors after which nobody knows whether the API had written what it was sent. */
const SENZA_ESITO: ReadonlySet<string> = new Set(['FUORI_LINEA', 'SERVIZIO_NON_DISPONIBILE', 'ERRORE_INTERNO']);

/** The rows of the parts that are not written, under the headings of the file. */
function rimasti(pezzi: readonly Pezzo[], scritti: number): string {
  const [first, ...others] = pezzi.slice(scritti).map(({ testo }) => testo);
  return `\uFEFF${first ?? ''}${others.map((testo) => testo.slice(testo.indexOf('\r\n') + 2)).join('')}`;
}
