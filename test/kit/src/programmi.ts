import { newAssertionKeys, publicKeysOf } from '@trama/identity/assertion';
import { FirmaServizio, VerificaServizio } from '@trama/identity/servizio';
import { ClienteInterno } from '@trama/subgraph/cliente-interno';

/** Two programs that know each other: what the asked one checks with, and what the asking one asks with. */
export interface Conoscenza {
  readonly programmi: VerificaServizio;
  /** @param url where the asked one listens */
  cliente(url: string): ClienteInterno;
}

export function conoscenza(asking: string, asked: string): Conoscenza {
  const { publicKey, privateKey } = newAssertionKeys();
  return {
    programmi: new VerificaServizio(asked, new Map([[asking, publicKeysOf(publicKey)[0]!]])),
    cliente: (url) => new ClienteInterno(asked, url, FirmaServizio.parse(asking, privateKey)),
  };
}
