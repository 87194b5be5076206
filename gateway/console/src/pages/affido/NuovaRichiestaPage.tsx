import { useRef } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useMutation } from 'urql';
import { type ConsoleComuniProvinciaQuery, ConsoleRegistraRichiestaDocument } from '../../graph/operazioni/affido';
import { usePermesso, useSessione } from '../../graph/sessione-context';
import { type Invio, Modulo } from '../../ui/Modulo';
import { Pagina } from '../../ui/Pagina';
import { Esito, Vietato } from '../../ui/Stati';
import { campiRichiesta } from './esigenze';
import { comuniDi, tuttiIComuni, useComuni } from './luoghi';
import { BANCA, RICHIESTE } from './parole';
import { nuovaRichiesta } from './richiesta';

/**
 * A request for a foster family. Who follows the case hands its code over in the address; nothing else of the case is here, and
 * nothing of what is typed is kept outside the page.
 */
export function NuovaRichiestaPage() {
  const mayOpen = usePermesso('affido:gestisci');
  const [result, again] = useComuni();
  return (
    <Pagina
      titolo="Nuova richiesta di affido"
      sottotitolo="Che cosa serve per cercare una famiglia. Senza nomi: chi è il minore resta nella cartella di chi lo segue."
      briciole={[BANCA, RICHIESTE]}
    >
      {mayOpen ? (
        <Esito di={result} righe={12} onRiprova={() => again({ requestPolicy: 'network-only' })}>
          {(data) => <Nuova comuni={data} />}
        </Esito>
      ) : (
        <Vietato />
      )}
    </Pagina>
  );
}

function Nuova({ comuni }: { readonly comuni: ConsoleComuniProvinciaQuery }) {
  const { io } = useSessione();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const [, register] = useMutation(ConsoleRegistraRichiestaDocument);
  const nuova = useRef<string>();
  const [mine, everywhere] = [comuniDi(comuni, io.ambito), tuttiIComuni(comuni)];
  const send = async ({ valori, chiaveIdempotenza }: Invio) => {
    const { data, error } = await register({ input: { chiaveIdempotenza, ...nuovaRichiesta(valori) } });
    nuova.current = data?.registraRichiesta?.richiesta.codice;
    return { error };
  };
  return (
    <Modulo
      campi={(valori) => campiRichiesta(mine, everywhere, valori)}
      iniziali={{ caso: search.get('caso') ?? '' }}
      invia="Registra la richiesta"
      onInvia={send}
      onFatto={() => go(`${RICHIESTE.href}/${nuova.current ?? ''}`)}
      onAnnulla={() => go(RICHIESTE.href)}
    />
  );
}
