import { scarica } from './scarica';

/** A file that the API gives: its bytes travel as base64. */
export interface FileRicevuto {
  readonly nome: string;
  readonly tipo: string;
  readonly contenuto: string;
}

export function scaricaFile({ nome, tipo, contenuto }: FileRicevuto): void {
  const bytes = Uint8Array.from(atob(contenuto), (letter) => letter.charCodeAt(0));
  scarica(nome, new Blob([bytes], { type: tipo }));
}

/**
 * The bytes of a chosen file.
 *
 * @param told how much of it was read, from 0 to 1
 */
export function leggiFile(file: File, told: (share: number) => void, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 1);
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    signal.addEventListener('abort', () => {
      reader.abort();
      reject(new DOMException('stopped', 'AbortError'));
    });
    reader.readAsArrayBuffer(file);
  });
}

/** A call takes no more arguments than this, in any browser. */
const ALLA_VOLTA = 8192;

/** As the API takes files. */
export function base64Di(bytes: Uint8Array): string {
  const pieces = Array.from({ length: Math.ceil(bytes.length / ALLA_VOLTA) }, (_, n) =>
    String.fromCharCode(...bytes.subarray(n * ALLA_VOLTA, (n + 1) * ALLA_VOLTA)),
  );
  return btoa(pieces.join(''));
}
