import { carattereDiControllo } from '@trama/crypto/controllo-codice';
import { caricaPortachiavi } from '@trama/crypto/portachiavi-locale';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { newKeyPair, publicKeyOf } from '@trama/identity/key-pair';
import { FirmaServizio } from '@trama/identity/servizio';
import { createLog } from '@trama/kernel/log';
import { prepara } from '@trama/reference/prepara';
import { type ClonedDatabase, emptyDatabase, testContextKey, testKeysDir } from '@trama/test-kit/database';
import { join } from 'node:path';
import { migrations } from './archivio.js';
import { ClienteCollegamento } from './cliente/cliente.js';
import { serviCollegamento } from './server.js';

/** The linkage service on a database of its own, and what each program asks it through. */
export interface CollegamentoDiProva {
  readonly archivio: ClonedDatabase;
  readonly url: string;
  readonly ambito: ClienteCollegamento;
  readonly ats: ClienteCollegamento;
  stop(): Promise<void>;
}

export async function avviaCollegamento({ limiteIscrizioni = 500 } = {}): Promise<CollegamentoDiProva> {
  const archivio = await emptyDatabase('collegamento');
  const contextKey = testContextKey();
  const seme = { riferimento: () => [], dimostrativo: () => [] };
  const { ownerUrl } = archivio;
  await prepara({ name: 'collegamento', migrations, cubi: [], seme, ownerUrl, contextKey, demo: false });
  const source = await connect({ url: archivio.appUrl, application: 'prova', poolSize: 4 }, []);
  const [diAmbito, diAts] = [newKeyPair(), newKeyPair()];
  const server = await serviCollegamento({
    database: new Database(source, contextKey),
    chiavi: await caricaPortachiavi(join(testKeysDir(), 'collegamento.json'), 'collegamento', { crea: true }),
    chiamanti: new Map([
      ['ambito', publicKeyOf(diAmbito.publicKey)],
      ['ats', publicKeyOf(diAts.publicKey)],
    ]),
    log: createLog('collegamento', 'silent'),
    host: '127.0.0.1',
    port: 0,
    limiteIscrizioni,
  });
  const cliente = (nome: string, chiave: string) =>
    new ClienteCollegamento(server.url, FirmaServizio.parse(nome, chiave));
  let fermo: Promise<void> | undefined;
  const ferma = async (): Promise<void> => {
    await server.stop();
    await source.destroy();
    await archivio.drop();
  };
  return {
    archivio,
    url: server.url,
    ambito: cliente('ambito', diAmbito.privateKey),
    ats: cliente('ats', diAts.privateKey),
    stop: () => (fermo ??= ferma()),
  };
}

/** A code that is right and nobody's: born in a place that does not exist. */
export function codiceDiNessuno(n: number): string {
  const consonanti = 'BCDFGHJKLMNPQRS';
  const sei = Array.from({ length: 6 }, (_, i) => consonanti.charAt(Math.floor(n / 15 ** i) % 15)).join('');
  return `${sei}80A01Y999${carattereDiControllo(`${sei}80A01Y999`)}`;
}
