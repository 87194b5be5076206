import { join } from 'node:path';
import { ChiaviDati, type MagazzinoChiavi } from './chiavi.js';
import { CifraCampi } from './cifra.js';
import { IndiceCieco } from './indice.js';
import { kekDa } from './kek.js';
import type { Portachiavi } from './portachiavi.js';
import { caricaPortachiavi, type OpzioniPortachiavi } from './portachiavi-locale.js';

/** What a folder of keys holds: `kek.json`, which wraps the data keys, and `indice.json`, for the blind indexes. */
export interface FileChiavi {
  readonly kek: Portachiavi;
  readonly indice: Portachiavi;
}

/** @throws ChiaviError when a file is missing, is not what it should be, or others can read it */
export async function caricaFileChiavi(cartella: string, opzioni?: OpzioniPortachiavi): Promise<FileChiavi> {
  return {
    kek: await caricaPortachiavi(join(cartella, 'kek.json'), 'kek', opzioni),
    indice: await caricaPortachiavi(join(cartella, 'indice.json'), 'indice', opzioni),
  };
}

/** What a capability keeps data of people with, on behalf of one caller. */
export class Cifrario {
  readonly campi: CifraCampi;

  constructor(
    readonly chiavi: ChiaviDati,
    readonly indice: IndiceCieco,
  ) {
    this.campi = new CifraCampi(chiavi);
  }

  /** For a process that starts: each caller then gets one of its own with `con`. */
  static da({ kek, indice }: FileChiavi, magazzino: MagazzinoChiavi): Cifrario {
    return new Cifrario(new ChiaviDati(magazzino, kekDa(kek)), new IndiceCieco(indice));
  }

  /** The same for another caller: open keys are shared, where they are found is not. */
  con(magazzino: MagazzinoChiavi): Cifrario {
    return new Cifrario(this.chiavi.con(magazzino), this.indice);
  }
}
