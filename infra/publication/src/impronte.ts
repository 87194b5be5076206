import { createHash, type Hash } from 'node:crypto';
import { type CellaAperta, type EdizioneDiFile, FORMATI, type FormatoFile } from './file-aperti.js';

export interface ImprontaFile {
  readonly sha256: string;
  readonly byte: number;
}

/** Size and checksum of the files of an edition, block after block, without the files. */
export class Impronte {
  private readonly csv = new Conto('csv');
  private readonly ndjson = new Conto('ndjson');

  aggiungi(edizione: EdizioneDiFile, celle: readonly CellaAperta[]): void {
    this.csv.aggiungi(FORMATI.csv.blocco(edizione, celle));
    this.ndjson.aggiungi(FORMATI.ndjson.blocco(edizione, celle));
  }

  fatte(): Readonly<Record<FormatoFile, ImprontaFile>> {
    return { csv: this.csv.fatto(), ndjson: this.ndjson.fatto() };
  }
}

class Conto {
  private readonly hash: Hash = createHash('sha256');
  private byte = 0;

  constructor(formato: FormatoFile) {
    this.aggiungi(FORMATI[formato].inizio());
  }

  aggiungi(testo: string): void {
    const bytes = Buffer.from(testo, 'utf8');
    this.hash.update(bytes);
    this.byte += bytes.length;
  }

  fatto(): ImprontaFile {
    return { sha256: this.hash.digest('hex'), byte: this.byte };
  }
}
