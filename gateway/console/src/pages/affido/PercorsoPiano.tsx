import { useState } from 'react';
import { Button } from 'design-react-kit';
import { Link } from 'wouter';
import { BarreImpilate } from '../../charts/BarreImpilate';
import { Grafico } from '../../charts/Grafico';
import { useDomanda } from '../../graph/domanda';
import {
  type ConsolePassoPianoQuery,
  ConsolePassoPianoDocument,
  type ConsolePianoQuery,
} from '../../graph/operazioni/affido';
import { usePermesso } from '../../graph/sessione-context';
import { formatNumero } from '../../lib/formato';
import { Pillola } from '../../ui/Pillola';
import { Esito, Vuoto } from '../../ui/Stati';
import { type Candidata, ORDINE_CRITERI, puntiDi } from './Candidate';
import { Esigenze } from './Esigenze';
import { CRITERI, RICHIESTE } from './parole';
import { Proponi } from './Proponi';

type Abbinamento = NonNullable<ConsolePianoQuery['pianoAbbinamenti']>['abbinamenti'][number];
type Richiesta = NonNullable<ConsolePassoPianoQuery['richiestaAffido']>;

interface PercorsoProps {
  readonly abbinamenti: readonly Abbinamento[];
  /** From 1, as people count; it stands in the address. */
  readonly passo: number;
  readonly onPasso: (passo: number) => void;
}

/** The plan, one request at a time: what it needs, the family that the plan gives it, and why. Each proposal is a person's own. */
export function PercorsoPiano({ abbinamenti, passo, onPasso }: PercorsoProps) {
  const [proposte, setProposte] = useState<ReadonlySet<string>>(new Set());
  const at = Math.min(Math.max(passo, 1), abbinamenti.length);
  const abbinamento = abbinamenti[at - 1];
  if (!abbinamento) {
    return <Vuoto titolo="Nel piano non c’è nessun abbinamento" />;
  }
  const { codice } = abbinamento.richiesta;
  return (
    <section aria-labelledby="passo" className="t-sezione">
      <div className="t-testata-sezione">
        <h2 id="passo">
          Abbinamento {formatNumero(at)} di {formatNumero(abbinamenti.length)}
        </h2>
        <div className="t-azioni t-azioni-inizio">
          <Button color="secondary" outline size="sm" disabled={at === 1} onClick={() => onPasso(at - 1)}>
            Torna alla precedente
          </Button>
          <Button
            color="primary"
            outline
            size="sm"
            disabled={at === abbinamenti.length}
            onClick={() => onPasso(at + 1)}
          >
            Vai alla prossima
          </Button>
          <button type="button" className="t-collegamento" onClick={() => onPasso(0)}>
            Torna al quadro
          </button>
        </div>
      </div>
      <progress
        className="t-percorso"
        aria-label="Quanta parte del piano hai visto"
        value={at}
        max={abbinamenti.length}
      />
      <Passo
        key={codice}
        abbinamento={abbinamento}
        isProposta={proposte.has(codice)}
        onProposta={() => setProposte(new Set([...proposte, codice]))}
      />
    </section>
  );
}

interface PassoProps {
  readonly abbinamento: Abbinamento;
  readonly isProposta: boolean;
  readonly onProposta: () => void;
}

function Passo({ abbinamento, isProposta, onProposta }: PassoProps) {
  const { codice } = abbinamento.richiesta;
  const [result, again] = useDomanda({ query: ConsolePassoPianoDocument, variables: { codice } });
  return (
    <Esito di={result} righe={10} onRiprova={() => again({ requestPolicy: 'network-only' })}>
      {({ richiestaAffido }) =>
        richiestaAffido ? (
          <>
            <p>
              Richiesta <Link href={`${RICHIESTE.href}/${codice}`}>{codice}</Link>
              {richiestaAffido.ambito && ` · ${richiestaAffido.ambito.nome}`}{' '}
              {isProposta && <Pillola tono="fatto">Proposta fatta</Pillola>}
            </p>
            <Esigenze di={richiestaAffido} />
            <DelPiano
              abbinamento={abbinamento}
              richiesta={richiestaAffido}
              isProposta={isProposta}
              onProposta={onProposta}
            />
          </>
        ) : (
          <Vuoto titolo={`La richiesta ${codice} non c’è più`} />
        )
      }
    </Esito>
  );
}

function DelPiano({
  abbinamento: { famiglia },
  richiesta,
  isProposta,
  onProposta,
}: PassoProps & { readonly richiesta: Richiesta }) {
  const canPropose = usePermesso('affido:proponi');
  const [isAsking, setIsAsking] = useState(false);
  const candidate = richiesta.candidati ?? [];
  const scelta = candidate.find((one) => one.famiglia.codice === famiglia?.codice);
  const [prima] = candidate;
  return (
    <section aria-labelledby="famiglia" className="t-sezione">
      <div className="t-testata-sezione">
        <h2 id="famiglia">La famiglia del piano: {famiglia?.codice ?? 'riservata'}</h2>
        {scelta && canPropose && !isProposta && (
          <Button color="primary" size="sm" onClick={() => setIsAsking(true)}>
            Proponi {scelta.famiglia.codice}
          </Button>
        )}
      </div>
      {scelta && prima ? (
        <Perche scelta={scelta} prima={prima} posto={candidate.indexOf(scelta) + 1} />
      ) : (
        <Vuoto titolo="Non è tra le prime venti candidate di oggi">
          Da quando il piano è stato calcolato qualcosa è cambiato, o ci sono molte famiglie più adatte a questa sola
          richiesta: guarda le candidate nella sua pagina.
        </Vuoto>
      )}
      {isAsking && scelta && (
        <Proponi
          richiesta={richiesta.codice}
          candidata={scelta}
          isPrima={scelta === prima}
          onFatto={() => {
            setIsAsking(false);
            onProposta();
          }}
          onAnnulla={() => setIsAsking(false)}
        />
      )}
    </section>
  );
}

interface PercheProps {
  readonly scelta: Candidata;
  readonly prima: Candidata;
  readonly posto: number;
}

/** Beside the one that suits this request alone best: what the plan gives up here, for who would be left without. */
function Perche({ scelta, prima, posto }: PercheProps) {
  const shown = scelta === prima ? [scelta] : [scelta, prima];
  return (
    <>
      <p>
        {posto === 1
          ? 'È la prima candidata anche per questa richiesta da sola.'
          : `Per questa richiesta da sola è la ${formatNumero(posto)}ª: il piano lascia la prima a chi senza di lei resterebbe senza famiglia, o avrebbe di meno.`}
      </p>
      <Grafico
        titolo="Quanto si adatta, e perché"
        isDimostrativo={shown.some(({ famiglia }) => famiglia.origine === 'DIMOSTRATIVO')}
        nota={`Ogni colore è un criterio, i punti sono su 100.${scelta === prima ? '' : ' La seconda barra è la prima candidata per questa richiesta da sola.'}`}
        dati={{
          testata: ['Famiglia', ...ORDINE_CRITERI.map((criterio) => CRITERI[criterio]), 'Totale'],
          righe: shown.map((one) => [
            one.famiglia.codice,
            ...ORDINE_CRITERI.map((criterio) => puntiDi(one, criterio)),
            one.punteggio,
          ]),
        }}
      >
        <BarreImpilate
          massimo={100}
          parti={ORDINE_CRITERI.map((criterio) => CRITERI[criterio])}
          pile={shown.map((one) => ({
            chiave: one.famiglia.codice,
            etichetta: one.famiglia.codice,
            parti: ORDINE_CRITERI.map((criterio) => puntiDi(one, criterio)),
          }))}
        />
      </Grafico>
      <ul className="mt-3">
        {scelta.motivi.map(({ criterio, contributo, spiegazione }) => (
          <li key={criterio}>
            <strong>{CRITERI[criterio]}</strong>: {formatNumero(contributo)} punti. {spiegazione}
          </li>
        ))}
      </ul>
    </>
  );
}
