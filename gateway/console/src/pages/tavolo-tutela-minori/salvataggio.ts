import { useState } from 'react';
import { useClient, useMutation } from 'urql';
import {
  ConsoleCompilazioneDocument,
  ConsoleSalvaCompilazioneDocument,
} from '../../graph/operazioni/tavolo-tutela-minori';
import { type Problema, problemiDi } from '../../graph/errori';
import { useChiavi } from '../../lib/chiavi';
import type { Compilazione } from './CompilazionePage';
import { contesi, dopo, inputDi, type Modifiche, risolte, type Scritto, scrittoDi } from './modifiche';

interface Attuale {
  readonly attuali: ReadonlyMap<string, Scritto>;
  readonly versione: number;
}

interface Lavoro {
  readonly compilazione: Compilazione;
  /** What is saved, as the page last read it. */
  readonly attuali: ReadonlyMap<string, Scritto>;
  readonly modifiche: Modifiche;
  readonly setModifiche: (change: (before: Modifiche) => Modifiche) => void;
  readonly isTesto: (voce: string) => boolean;
}

/** Whoever else writes the same answer does so now and then, not all the time. */
const TENTATIVI = 3;

/**
 * Saves what was changed. What somebody else wrote meanwhile in the same voce is never overwritten unseen, not even when the
 * page has read it since; what they wrote in others stays, and ours is put beside it without a question.
 */
export function useSalvataggio({ compilazione: { id, versione }, attuali, modifiche, setModifiche, isTesto }: Lavoro) {
  const client = useClient();
  const [, save] = useMutation(ConsoleSalvaCompilazioneDocument);
  const [problemi, setProblemi] = useState<readonly Problema[]>([]);
  const [isInCorso, setIsInCorso] = useState(false);
  const [contesa, setContesa] = useState<Attuale>();
  const keyFor = useChiavi();

  const reread = async (): Promise<Attuale | undefined> => {
    const { data } = await client
      .query(ConsoleCompilazioneDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise();
    return data?.compilazione ? attualeDi(data.compilazione) : undefined;
  };
  const send = async (what: Modifiche, from: number, left: number): Promise<void> => {
    const valori = Object.entries(what).map(([voce, { mia }]) => inputDi(voce, mia, isTesto(voce)));
    const content = { compilazione: id, versione: from, valori };
    const { error } = await save({ input: { ...content, chiaveIdempotenza: keyFor(content) } });
    const found = problemiDi(error);
    if (found.length === 0) {
      setModifiche((before) => dopo(before, what));
      return;
    }
    const now = found[0]?.codice === 'CONFLITTO_VERSIONE' && left > 0 ? await reread() : undefined;
    if (now) {
      await offer(what, now, left - 1);
    } else {
      setProblemi(found);
    }
  };
  const offer = async (what: Modifiche, now: Attuale, left: number): Promise<void> => {
    if (contesi(what, now.attuali).length > 0) {
      setContesa(now);
      return;
    }
    const mine = risolte(what, now.attuali, new Set());
    if (Object.keys(mine).length === 0) {
      setModifiche((before) => dopo(before, what));
    } else {
      await send(mine, now.versione, left);
    }
  };
  const start = async (what: Modifiche, now: Attuale) => {
    setIsInCorso(true);
    setProblemi([]);
    await offer(what, now, TENTATIVI);
    setIsInCorso(false);
  };
  return {
    problemi,
    isInCorso,
    contesa,
    salva: () => start(modifiche, { attuali, versione }),
    decidi: (theirs: ReadonlySet<string>) => {
      if (contesa) {
        const mine = risolte(modifiche, contesa.attuali, theirs);
        setContesa(undefined);
        setModifiche(() => mine);
        void start(mine, contesa);
      }
    },
    rinuncia: () => setContesa(undefined),
  };
}

function attualeDi({ versione, valori }: Compilazione): Attuale {
  const told = (valori ?? []).flatMap((one) => (one.voce ? [[one.voce.codice, scrittoDi(one)] as const] : []));
  return { versione, attuali: new Map(told) };
}
