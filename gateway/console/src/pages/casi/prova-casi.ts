import { useClient } from 'urql';
import { ConsoleProvaImportazioneCasiDocument } from '../../graph/operazioni/importazione-casi';
import { chiedi } from '../../graph/lavoro';
import { base64Di, leggiFile } from '../../lib/file';
import { FileRifiutato, type ProvaFile, useProvaFile } from '../../ui/prova-file';
import { CsvRotto, dividi, MISURA, type Pezzo } from './pezzi';
import { type Resoconto, resocontoDi } from './resoconto';

/** What a file of cases would do, over all the parts in which it is written. */
export interface ProvaCasi extends Resoconto {
  readonly nome: string;
  readonly fonte: string;
  readonly pezzi: readonly Pezzo[];
}

/** @param fonte the program that the file comes from */
export function useProvaCasi(fonte: string): ProvaFile<ProvaCasi> {
  const client = useClient();
  return useProvaFile<ProvaCasi>(async (file, { signal, dice }) => {
    const bytes = await leggiFile(file, (share) => dice({ cosa: 'Lettura del file', fatto: share, totale: 1 }), signal);
    const pezzi = pezziDi(bytes);
    const resoconti: Resoconto[] = [];
    for (const [n, { testo }] of pezzi.entries()) {
      dice({ cosa: 'Controllo del file, caso per caso', fatto: n, totale: pezzi.length });
      const input = { fonte, contenuto: base64DiTesto(testo) };
      const { data, error } = await chiedi(
        client.query(ConsoleProvaImportazioneCasiDocument, { input }, { requestPolicy: 'network-only' }),
        signal,
      );
      if (!data?.provaImportazioneCasi) {
        return { error };
      }
      resoconti.push(data.provaImportazioneCasi);
    }
    return { prova: { nome: file.name, fonte, pezzi, ...resocontoDi(pezzi, resoconti) } };
  });
}

export const base64DiTesto = (testo: string): string => base64Di(new TextEncoder().encode(testo));

function pezziDi(bytes: Uint8Array): Pezzo[] {
  let testo: string;
  try {
    testo = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileRifiutato('Il file ha lettere che non si riconoscono: salvalo come CSV UTF-8.');
  }
  const pezzi = pezziDelTesto(testo);
  // One that holds nothing but a case, and still is too much to send.
  const long = pezzi.find((pezzo) => pezzo.testo.length > MISURA.byte * 1.1);
  if (long) {
    throw new FileRifiutato(
      `Il caso alla riga ${long.righe[1]} è troppo lungo: controlla che ogni virgoletta sia chiusa.`,
    );
  }
  return pezzi;
}

function pezziDelTesto(testo: string): Pezzo[] {
  try {
    return dividi(testo);
  } catch (error) {
    throw error instanceof CsvRotto
      ? new FileRifiutato(`Alla riga ${error.riga} il file non è un CSV che si legge: controlla le virgolette.`)
      : error;
  }
}
