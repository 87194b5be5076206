import { useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import { type Problema, problemiDi } from '../graph/errori';
import type { Fase, Lavoro } from '../graph/lavoro';

/** Why a file cannot even be tried, in words for people. */
export class FileRifiutato extends Error {}

interface Provato<Prova> {
  readonly prova?: Prova | null;
  readonly error?: CombinedError;
}

export interface ProvaFile<Prova> {
  /** What the last file that was chosen would do. */
  readonly prova: Prova | undefined;
  readonly problemi: readonly Problema[];
  /** How far the trial is; absent while none runs. */
  readonly fase: Fase | undefined;
  readonly inizia: (file: File) => void;
  readonly interrompi: () => void;
  readonly dimentica: () => void;
}

/** Reads and tries a file, writing nothing; whoever chose the wrong one stops it, and the requests with it. */
export function useProvaFile<Prova>(esegui: (file: File, lavoro: Lavoro) => Promise<Provato<Prova>>): ProvaFile<Prova> {
  const [prova, setProva] = useState<Prova>();
  const [problemi, setProblemi] = useState<readonly Problema[]>([]);
  const [fase, setFase] = useState<Fase>();
  const running = useRef<AbortController>();
  const start = async (file: File) => {
    const controller = new AbortController();
    running.current = controller;
    setProva(undefined);
    setProblemi([]);
    setFase({ cosa: 'Lettura del file', fatto: 0, totale: 1 });
    try {
      const tried = await esegui(file, { signal: controller.signal, dice: setFase });
      setProblemi(problemiDi(tried.error));
      setProva(tried.prova ?? undefined);
    } catch (error) {
      if (!controller.signal.aborted) {
        setProblemi([rifiuto(error instanceof FileRifiutato ? error.message : ILLEGGIBILE)]);
      }
    } finally {
      setFase(undefined);
    }
  };
  return {
    prova,
    problemi,
    fase,
    inizia: (file) => void start(file),
    interrompi: () => running.current?.abort(),
    dimentica: () => setProva(undefined),
  };
}

const ILLEGGIBILE =
  'Il browser non riesce a leggere il file: controlla che ci sia ancora e che nessun altro programma lo tenga aperto.';

const rifiuto = (messaggio: string): Problema => ({
  codice: 'INPUT_NON_VALIDO',
  messaggio,
  campi: [],
  voci: [],
  servizio: null,
  riferimento: null,
});
