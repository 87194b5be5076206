import { useRef } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { ConsoleRegistraFamigliaDocument } from '../../graph/operazioni/affido';
import { DialogoModulo } from '../../ui/DialogoModulo';
import type { Invio } from '../../ui/Modulo';
import { tuttiIComuni, useComuni } from './luoghi';
import { campiNuova, nuovaFamiglia } from './offerta';
import { FAMIGLIE } from './parole';

/** No draft is kept: what is typed here is about people. */
export function RegistraFamiglia({ onAnnulla }: { readonly onAnnulla: () => void }) {
  const [, register] = useMutation(ConsoleRegistraFamigliaDocument);
  const [{ data: comuni }] = useComuni();
  const [, go] = useLocation();
  const nuova = useRef<string>();
  const send = async ({ valori, chiaveIdempotenza }: Invio) => {
    const { data, error } = await register({ input: { chiaveIdempotenza, ...nuovaFamiglia(valori) } });
    nuova.current = data?.registraFamiglia?.famiglia.codice;
    return { error };
  };
  return (
    <DialogoModulo
      titolo="Registra una famiglia affidataria"
      isLargo
      campi={campiNuova(comuni ? tuttiIComuni(comuni) : [])}
      iniziali={{}}
      invia="Registra"
      onInvia={send}
      onFatto={() => go(`${FAMIGLIE.href}/${nuova.current ?? ''}`)}
      onChiudi={onAnnulla}
    />
  );
}
