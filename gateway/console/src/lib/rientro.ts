/** Tabs of the console tell each other that somebody has signed in again. */
const CANALE = 'trama-rientrato';

export function annunciaRientro(): void {
  const channel = new BroadcastChannel(CANALE);
  channel.postMessage('rientrato');
  channel.close();
}

/** @returns how to stop listening */
export function ascoltaRientro(heard: () => void): () => void {
  const channel = new BroadcastChannel(CANALE);
  channel.onmessage = heard;
  return () => channel.close();
}
