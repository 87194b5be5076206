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
 * The bytes of a chosen file as base64.
 *
 * @param told how much of it was read, from 0 to 1
 */
export function leggiBase64(file: File, told: (share: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 1);
    reader.onload = () => resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : '');
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    signal.addEventListener('abort', () => {
      reader.abort();
      reject(new DOMException('stopped', 'AbortError'));
    });
    reader.readAsDataURL(file);
  });
}
