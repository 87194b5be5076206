import { useCallback, useEffect, useState } from 'react';

type StatoServizio = 'pronto' | 'non pronto' | 'irraggiungibile';

export interface Salute {
  readonly stato: 'pronto' | 'parziale' | 'non pronto' | 'in chiusura' | 'irraggiungibile';
  readonly subgraph: Readonly<Record<string, StatoServizio>>;
}

const MUTO: Salute = { stato: 'irraggiungibile', subgraph: {} };
const OGNI_MS = 15_000;

export interface Rilevata {
  readonly salute: Salute;
  readonly quando: Date;
}

/** What the gateway says of itself and of the services behind it, asked again while the page is in sight. */
export function useSalute(): { readonly rilevata: Rilevata | undefined; readonly chiedi: () => void } {
  const [rilevata, setRilevata] = useState<Rilevata>();
  const chiedi = useCallback(() => void leggi().then((salute) => setRilevata({ salute, quando: new Date() })), []);
  useEffect(() => {
    chiedi();
    const timer = setInterval(() => document.visibilityState === 'visible' && chiedi(), OGNI_MS);
    return () => clearInterval(timer);
  }, [chiedi]);
  return { rilevata, chiedi };
}

/** The gateway answers 503 with the same body when nothing behind it is ready. */
async function leggi(): Promise<Salute> {
  try {
    return (await (await fetch('/health/ready')).json()) as Salute;
  } catch {
    return MUTO;
  }
}
