import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { Grafico } from '../../charts/Grafico';
import { PiccoliMultipli } from '../../charts/PiccoliMultipli';
import {
  ConsoleConfrontoAnnoDocument,
  type ConsoleConfrontoAnnoQuery,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { problemiDi, type Problema } from '../../graph/errori';
import { Caricamento, Problemi } from '../../ui/Stati';
import type { Misura, Riga } from './ConfrontoPage';

interface AndamentoProps {
  readonly voce: Riga['voce'];
  readonly misura: Misura;
  readonly anni: readonly number[];
}

interface Anno {
  readonly anno: number;
  readonly dati: ConsoleConfrontoAnnoQuery | undefined;
  readonly problemi: readonly Problema[];
}

/** The voce over the years, one small chart a contributor, all on the same scale. */
export function AndamentoVoce({ voce, misura, anni }: AndamentoProps) {
  const sorted = [...anni].sort((a, b) => a - b);
  const [years, again] = useAnni(sorted);
  if (!years) {
    return <Caricamento righe={5} />;
  }
  const all = serieDi(years, voce.codice, misura);
  // A campaign without approved figures yet would only leave an empty end in every chart.
  const known = sorted.filter((anno) => all.some(({ punti }) => punti.some(({ x, y }) => x === anno && y !== null)));
  const serie = all.map((one) => ({ ...one, punti: one.punti.filter(({ x }) => known.includes(x)) }));
  const titolo = `${voce.etichetta}${misura === 'tasso' ? ', ogni 1.000 minori residenti' : ''}, negli anni`;
  return (
    <>
      <Problemi problemi={years.flatMap(({ problemi }) => problemi)} onRiprova={again} />
      {known.length === 0 ? (
        <p className="t-nota">Nessun anno ha valori di questa voce.</p>
      ) : (
        <Grafico
          titolo={titolo}
          descrizione="Un riquadro per chi contribuisce, tutti sulla stessa scala. Dove la linea si interrompe il dato manca o è riservato."
          isDimostrativo={serie.some(({ isDimostrativo }) => isDimostrativo)}
          nota={`Anni con valori: ${known.join(', ')}. Le linee tratteggiate contengono dati dimostrativi.`}
          dati={{
            testata: ['Chi', ...known.map(String)],
            righe: serie.map(({ nome, punti }) => [nome, ...punti.map(({ y }) => y)]),
          }}
        >
          <PiccoliMultipli serie={serie} />
        </Grafico>
      )}
    </>
  );
}

/** One question a year, all at once; what one year lacks does not take the others away. */
function useAnni(anni: readonly number[]): [readonly Anno[] | undefined, () => void] {
  const client = useClient();
  const [years, setYears] = useState<readonly Anno[]>();
  const [attempt, setAttempt] = useState(0);
  const key = anni.join(' ');
  useEffect(() => {
    let isCurrent = true;
    const asked = key.split(' ').filter(Boolean).map(Number);
    const requestPolicy = attempt === 0 ? 'cache-first' : 'network-only';
    const answers = asked.map(async (anno): Promise<Anno> => {
      const { data, error } = await client.query(ConsoleConfrontoAnnoDocument, { anno }, { requestPolicy }).toPromise();
      return { anno, dati: data, problemi: problemiDi(error) };
    });
    void Promise.all(answers).then((found) => isCurrent && setYears(found));
    return () => {
      isCurrent = false;
    };
  }, [client, key, attempt]);
  return [years, () => setAttempt(attempt + 1)];
}

function serieDi(years: readonly Anno[], codice: string, misura: Misura) {
  const perAnno = years.map(({ anno, dati }) => {
    const riga = dati?.tavoloTutelaMinori?.confronto?.find(({ voce }) => voce.codice === codice);
    return { anno, perAmbito: new Map((riga?.perAmbito ?? []).map((one) => [one.destinatario?.nome ?? '', one])) };
  });
  const names = [...new Set(perAnno.flatMap(({ perAmbito }) => [...perAmbito.keys()]))];
  return names.map((nome) => {
    const found = perAnno.map(({ anno, perAmbito }) => ({ anno, one: perAmbito.get(nome) }));
    return {
      nome,
      punti: found.map(({ anno, one }) => ({
        x: anno,
        y: (misura === 'tasso' ? one?.per1000Minori : one?.valore) ?? null,
      })),
      isDimostrativo: found.some(({ one }) => one?.origine === 'DIMOSTRATIVO'),
    };
  });
}
