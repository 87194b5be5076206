import { useCallback, useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { createClient } from './graph/client';
import { SessioneContext } from './graph/sessione-context';
import { type Io, isDentro, leggiSessione } from './graph/sessione';
import { forgetDraftsOfOthers } from './lib/bozze';
import { ascoltaRientro } from './lib/rientro';
import { Cornice } from './ui/Cornice';
import { SessioneFinita } from './ui/SessioneFinita';
import { Strade } from './Strade';

export function Console({ io }: { readonly io: Io }) {
  const [isFinita, setIsFinita] = useState(false);
  const client = useMemo(() => createClient(() => setIsFinita(isDentro(io))), [io]);
  const session = useMemo(() => ({ io, isFinita }), [io, isFinita]);
  useEffect(() => forgetDraftsOfOthers(io.soggetto), [io]);
  const rientra = useCallback(async () => {
    const { soggetto } = await leggiSessione();
    if (soggetto === io.soggetto) {
      setIsFinita(false);
    } else if (soggetto !== 'pubblico') {
      // Somebody else: nothing of what the first person saw may stay on the screen.
      location.reload();
    }
  }, [io]);
  useEffect(() => {
    if (!isFinita) {
      return undefined;
    }
    return ascoltaRientro(() => void rientra());
  }, [isFinita, rientra]);

  return (
    <SessioneContext.Provider value={session}>
      <Provider value={client}>
        <Cornice>
          <Strade />
        </Cornice>
        {isFinita && <SessioneFinita onRiprova={rientra} />}
      </Provider>
    </SessioneContext.Provider>
  );
}
