import { useState } from 'react';
import { Button } from 'design-react-kit';
import { useMutation } from 'urql';
import {
  ConsoleApriDomandaDocument,
  ConsoleChiudiDomandaDocument,
  type ConsoleDomandaFragment,
  ConsoleRispondiDomandaDocument,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { usePermesso } from '../../graph/sessione-context';
import { formatIstante } from '../../lib/formato';
import { DialogoModulo } from '../../ui/DialogoModulo';
import type { Campo } from '../../ui/campo';
import { Pillola } from '../../ui/Pillola';
import type { Compilazione } from './CompilazionePage';
import { nomeRuolo } from './parole';
import type { Valore } from './RigaVoce';

const testo = (etichetta: string): Campo => ({
  nome: 'testo',
  etichetta,
  tipo: 'area',
  isObbligatorio: true,
  lunghezza: 4000,
  aiuto: 'Senza nomi di persone.',
});

interface DomandeProps {
  readonly compilazione: Compilazione;
  readonly valori: readonly Valore[];
  readonly onRicarica: () => void;
}

/** The questions on the figures, each with what was said in it. */
export function Domande({ compilazione, valori, onRicarica }: DomandeProps) {
  const domande = [...(compilazione.domande ?? [])].sort((a, b) => a.stato.localeCompare(b.stato));
  if (domande.length === 0) {
    return null;
  }
  const label = new Map(valori.map(({ voce }) => [voce.codice, voce.etichetta]));
  return (
    <section className="t-sezione" aria-labelledby="domande">
      <h2 id="domande">Domande sulle cifre</h2>
      {domande.map((domanda) => (
        <Filo
          key={domanda.id}
          domanda={domanda}
          voce={label.get(domanda.voce) ?? domanda.voce}
          onRicarica={onRicarica}
        />
      ))}
    </section>
  );
}

interface FiloProps {
  readonly domanda: ConsoleDomandaFragment;
  readonly voce: string;
  readonly onRicarica: () => void;
}

type Passo = 'rispondi' | 'chiudi';

function Filo({ domanda, voce, onRicarica }: FiloProps) {
  const mayAnswer = usePermesso('rilevazione:rispondi');
  const mayClose = usePermesso('rilevazione:coordina');
  const [step, setStep] = useState<Passo>();
  const [, answer] = useMutation(ConsoleRispondiDomandaDocument);
  const [, close] = useMutation(ConsoleChiudiDomandaDocument);
  const isOpen = domanda.stato === 'APERTA';
  return (
    <article className="t-filo" aria-label={`Domanda su ${voce}`}>
      <h3 className="h5">
        {voce} <Pillola tono={isOpen ? 'corso' : 'fatto'}>{isOpen ? 'Aperta' : 'Chiusa'}</Pillola>
      </h3>
      <ol className="t-storia">
        {(domanda.messaggi ?? []).map((messaggio) => (
          <li key={messaggio.quando}>
            <p className="m-0">{messaggio.testo}</p>
            <span className="t-nota">
              {nomeRuolo(messaggio.ruolo)}
              {messaggio.soggetto && `, ${messaggio.soggetto}`} · {formatIstante(messaggio.quando)}
            </span>
          </li>
        ))}
      </ol>
      {isOpen && (
        <div className="t-azioni t-azioni-inizio">
          {mayAnswer && (
            <Button color="primary" outline size="sm" onClick={() => setStep('rispondi')}>
              Rispondi
            </Button>
          )}
          {mayClose && (
            <Button color="secondary" outline size="sm" onClick={() => setStep('chiudi')}>
              Chiudi la domanda
            </Button>
          )}
        </div>
      )}
      {step && (
        <DialogoModulo
          titolo={step === 'rispondi' ? `Rispondi su «${voce}»` : `Chiudere la domanda su «${voce}»?`}
          campi={[testo(step === 'rispondi' ? 'Risposta' : 'Conclusione')]}
          iniziali={{ testo: '' }}
          versione={domanda.versione}
          invia={step === 'rispondi' ? 'Invia la risposta' : 'Chiudi la domanda'}
          onInvia={({ valori, chiaveIdempotenza }) =>
            (step === 'rispondi' ? answer : close)({
              input: {
                domanda: domanda.id,
                testo: String(valori.testo),
                versione: domanda.versione,
                chiaveIdempotenza,
              },
            })
          }
          onFatto={() => {
            setStep(undefined);
            onRicarica();
          }}
          onChiudi={() => setStep(undefined)}
        />
      )}
    </article>
  );
}

interface ApriDomandaProps {
  readonly compilazione: Compilazione;
  readonly voce: Valore['voce'];
  readonly onRicarica: () => void;
}

/** Asks about one figure that was sent: until it is closed the figure travels as "in verifica". */
export function ApriDomanda({ compilazione, voce, onRicarica }: ApriDomandaProps) {
  const mayAsk = usePermesso('rilevazione:coordina');
  const [isOpen, setIsOpen] = useState(false);
  const [, ask] = useMutation(ConsoleApriDomandaDocument);
  const known = compilazione.domande?.filter((domanda) => domanda.voce === voce.codice) ?? [];
  const waiting = known.some(({ stato }) => stato === 'APERTA');
  if (waiting || !mayAsk || voce.calcolata || compilazione.stato === 'BOZZA') {
    return known.length > 0 ? <a href="#domande">{waiting ? 'in corso' : 'chiusa'}</a> : null;
  }
  return (
    <>
      <button type="button" className="t-collegamento" onClick={() => setIsOpen(true)}>
        Chiedi<span className="visually-hidden"> di {voce.etichetta}</span>
      </button>
      {isOpen && (
        <DialogoModulo
          titolo={`Chiedi di «${voce.etichetta}»`}
          campi={[testo('Domanda')]}
          iniziali={{ testo: '' }}
          invia="Invia la domanda"
          onInvia={({ valori, chiaveIdempotenza }) =>
            ask({
              input: {
                compilazione: compilazione.id,
                voce: voce.codice,
                testo: String(valori.testo),
                chiaveIdempotenza,
              },
            })
          }
          onFatto={() => {
            setIsOpen(false);
            onRicarica();
          }}
          onChiudi={() => setIsOpen(false)}
        >
          <p>Finché la domanda è aperta la cifra viaggia con scritto «in verifica».</p>
        </DialogoModulo>
      )}
    </>
  );
}
