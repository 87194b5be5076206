import { useState } from 'react';
import { Button } from 'design-react-kit';
import { BarreImpilate } from '../../charts/BarreImpilate';
import { Grafico } from '../../charts/Grafico';
import type {
  ConsoleCandidataFragment,
  ConsoleRichiestaQuery,
  CriterioAbbinamento,
} from '../../graph/operazioni/affido';
import { usePermesso } from '../../graph/sessione-context';
import { formatNumero } from '../../lib/formato';
import { useParametro } from '../../lib/parametri';
import { Vuoto } from '../../ui/Stati';
import { Confronto } from './Confronto';
import { CRITERI } from './parole';
import { Proponi } from './Proponi';

type Richiesta = NonNullable<ConsoleRichiestaQuery['richiestaAffido']>;
export type Candidata = ConsoleCandidataFragment;

interface CandidateProps {
  readonly richiesta: Richiesta;
  readonly pesi: ConsoleRichiestaQuery['pesiAbbinamento'];
  readonly onFatto: () => void;
}

/** The parts of a score, always in the same order and colour. */
export const ORDINE_CRITERI = Object.keys(CRITERI) as readonly CriterioAbbinamento[];
export const puntiDi = (candidata: Candidata, criterio: CriterioAbbinamento): number =>
  candidata.motivi.find((motivo) => motivo.criterio === criterio)?.contributo ?? 0;

/** The families that may be, the best first, each point explained. Two at most are looked at side by side. */
export function Candidate({ richiesta, pesi, onFatto }: CandidateProps) {
  const candidate = richiesta.candidati;
  const canPropose = usePermesso('affido:proponi');
  const [scelte, setScelte] = useParametro<string>('confronta', '');
  const [proposta, setProposta] = useState<Candidata>();
  const chosen = scelte.split(',').filter((codice) => candidate?.some(({ famiglia }) => famiglia.codice === codice));
  const choose = (codice: string) =>
    setScelte(
      (chosen.includes(codice) ? chosen.filter((one) => one !== codice) : [...chosen, codice].slice(-2)).join(','),
    );
  if (candidate === null) {
    return null;
  }
  return (
    <section aria-labelledby="candidate" className="t-sezione">
      <h2 id="candidate">Famiglie candidate</h2>
      {candidate.length === 0 ? (
        <Vuoto titolo="Nessuna famiglia candidata">
          Scrivi più sotto il codice di una famiglia per sapere perché non lo è.
        </Vuoto>
      ) : (
        <>
          <Punteggi candidate={candidate} versione={pesi.versione} />
          <ul className="t-candidate">
            {candidate.map((candidata, index) => (
              <Riga
                key={candidata.famiglia.codice}
                candidata={candidata}
                posto={index + 1}
                isScelta={chosen.includes(candidata.famiglia.codice)}
                onScelta={() => choose(candidata.famiglia.codice)}
                onProponi={canPropose && richiesta.stato !== 'CHIUSA' ? () => setProposta(candidata) : undefined}
              />
            ))}
          </ul>
          {chosen.length === 2 && (
            <Confronto di={candidate.filter(({ famiglia }) => chosen.includes(famiglia.codice))} />
          )}
        </>
      )}
      {proposta && (
        <Proponi
          richiesta={richiesta.codice}
          candidata={proposta}
          isPrima={proposta === candidate[0]}
          onFatto={() => {
            setProposta(undefined);
            onFatto();
          }}
          onAnnulla={() => setProposta(undefined)}
        />
      )}
    </section>
  );
}

function Punteggi({ candidate, versione }: { readonly candidate: readonly Candidata[]; readonly versione: number }) {
  return (
    <Grafico
      titolo="Quanto si adatta ciascuna, e perché"
      isDimostrativo={candidate.some(({ famiglia }) => famiglia.origine === 'DIMOSTRATIVO')}
      descrizione="Il punteggio propone; decidono le persone."
      nota={`Pesi dei criteri, versione ${versione}. Ogni colore è un criterio, i punti sono su 100.`}
      dati={{
        testata: ['Famiglia', ...ORDINE_CRITERI.map((criterio) => CRITERI[criterio]), 'Totale'],
        righe: candidate.map((candidata) => [
          candidata.famiglia.codice,
          ...ORDINE_CRITERI.map((criterio) => puntiDi(candidata, criterio)),
          candidata.punteggio,
        ]),
      }}
    >
      <BarreImpilate
        massimo={100}
        parti={ORDINE_CRITERI.map((criterio) => CRITERI[criterio])}
        pile={candidate.map((candidata) => ({
          chiave: candidata.famiglia.codice,
          etichetta: candidata.famiglia.codice,
          parti: ORDINE_CRITERI.map((criterio) => puntiDi(candidata, criterio)),
        }))}
      />
    </Grafico>
  );
}

interface RigaProps {
  readonly candidata: Candidata;
  readonly posto: number;
  readonly isScelta: boolean;
  readonly onScelta: () => void;
  readonly onProponi: (() => void) | undefined;
}

function Riga({ candidata: { famiglia, punteggio, motivi }, posto, isScelta, onScelta, onProponi }: RigaProps) {
  return (
    <li className="t-carta t-candidata">
      <h3 className="h6">
        {posto}. {famiglia.codice} · {formatNumero(punteggio)} punti
      </h3>
      <p>{[famiglia.comune?.nome, famiglia.servizioAffidi?.denominazione].filter(Boolean).join(' · ')}</p>
      <details>
        <summary>
          Perché questi punti<span className="visually-hidden"> a {famiglia.codice}</span>
        </summary>
        <ul>
          {motivi.map(({ criterio, contributo, spiegazione }) => (
            <li key={criterio}>
              <strong>{CRITERI[criterio]}</strong>: {formatNumero(contributo)} punti. {spiegazione}
            </li>
          ))}
        </ul>
      </details>
      <div className="t-azioni">
        <label>
          <input type="checkbox" checked={isScelta} onChange={onScelta} /> Confronta
          <span className="visually-hidden"> {famiglia.codice}</span>
        </label>
        {onProponi && (
          <Button color="primary" size="sm" onClick={onProponi}>
            Proponi<span className="visually-hidden"> {famiglia.codice}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
