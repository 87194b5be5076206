import type { Archivi, Archivio } from './archivi.js';
import { ArchivioError } from './archivio.js';
import { slug } from './codici.js';

type Ente = Archivio<'enti'>[number];

/** Public code of a body. */
export const codiceEnte = (ente: Pick<Ente, 'denominazione'>): string => slug(ente.denominazione);

/** Finds the code of a body from any name under which the source writes it. */
export function risolviEnte(archivi: Archivi): (nome: string, file: string, record: string) => string {
  const byName = new Map<string, string>();
  for (const ente of archivi.get('enti')) {
    [ente.denominazione, ...ente.alias].forEach((nome) => byName.set(nome, codiceEnte(ente)));
  }
  return (nome, file, record) => {
    const codice = byName.get(nome);
    if (!codice) {
      throw new ArchivioError(
        file,
        record,
        'gestore',
        `«${nome}» is not in enti.json, neither as a name nor as an alias`,
      );
    }
    return codice;
  };
}
