import { newKeyPair, publicKeyOf } from '@trama/identity/key-pair';
import { FirmaServizio, VerificaServizio } from '@trama/identity/servizio';
import { ClienteInterno } from '@trama/subgraph/cliente-interno';

/** Two programs that know each other: what the asked one checks with, and what the asking one asks with. */
export interface Conoscenza {
  readonly programmi: VerificaServizio;
  /** @param url where the asked one listens */
  cliente(url: string): ClienteInterno;
}

export function conoscenza(asking: string, asked: string): Conoscenza {
  const { publicKey, privateKey } = newKeyPair();
  return {
    programmi: new VerificaServizio(asked, new Map([[asking, publicKeyOf(publicKey)]])),
    cliente: (url) => new ClienteInterno(asked, url, FirmaServizio.parse(asking, privateKey)),
  };
}
