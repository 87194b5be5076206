import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { ConsoleImportaCasiDocument } from '../../graph/operazioni/importazione-casi';
import { type Problema, problemiDi } from '../../graph/errori';
import { useChiavi } from '../../lib/chiavi';
import { base64DiTesto, type ProvaCasi } from './prova-casi';

export interface StatoScrittura {
  /** SI_FERMA: somebody asked, and the part that has left is still being written. */
  readonly fase: 'IN_CORSO' | 'SI_FERMA' | 'FERMATA' | 'FINITA';
  /** Parts of the file that are written. */
  readonly scritti: number;
  readonly problemi: readonly Problema[];
}

export interface ScritturaCasi {
  readonly stato: StatoScrittura | undefined;
  readonly comincia: (prova: ProvaCasi) => void;
  /** After the part that is being written: what has left cannot be taken back. */
  readonly ferma: () => void;
  readonly riprendi: (prova: ProvaCasi) => void;
  readonly dimentica: () => void;
}

/** Writes a file of cases a part at a time. Each part has a key of its own, so that sending it again does it once. */
export function useScritturaCasi(onScritto: () => void): ScritturaCasi {
  const [, write] = useMutation(ConsoleImportaCasiDocument);
  const keyFor = useChiavi();
  const [stato, setStato] = useState<StatoScrittura>();
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );
  useDomandaPrimaDiUscire(stato?.fase === 'IN_CORSO' || stato?.fase === 'SI_FERMA');

  const run = async ({ fonte, pezzi, problemi: avvisi }: ProvaCasi, da: number) => {
    isStopped.current = false;
    for (let scritti = da; scritti < pezzi.length; scritti += 1) {
      if (isStopped.current) {
        setStato({ fase: 'FERMATA', scritti, problemi: [] });
        return;
      }
      setStato({ fase: 'IN_CORSO', scritti, problemi: [] });
      const input = { fonte, contenuto: base64DiTesto(pezzi[scritti]!.testo), confermaAvvisi: avvisi.length > 0 };
      const { error } = await write({ input: { ...input, chiaveIdempotenza: keyFor(input) } });
      if (error) {
        setStato({ fase: 'FERMATA', scritti, problemi: problemiDi(error) });
        return;
      }
    }
    setStato({ fase: 'FINITA', scritti: pezzi.length, problemi: [] });
  };
  const start = (prova: ProvaCasi, da: number) => void run(prova, da).then(onScritto);
  return {
    stato,
    comincia: (prova) => start(prova, 0),
    ferma: () => {
      isStopped.current = true;
      setStato((before) => before && { ...before, fase: 'SI_FERMA' });
    },
    riprendi: (prova) => start(prova, stato?.scritti ?? 0),
    dimentica: () => setStato(undefined),
  };
}

/** The browser asks before the page goes away: what is being written would stop without saying where. */
function useDomandaPrimaDiUscire(isAtWork: boolean): void {
  useEffect(() => {
    if (!isAtWork) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isAtWork]);
}
