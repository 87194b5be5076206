import type { MotivoDifferenzaInput } from '../../graph/operazioni/osservatorio-poverta';

const RIGA = /^\s*(\d{1,2})\s*;\s*(\d{4})\s*;\s*(\S.*)$/;

/** Reasons as people type them, one a line: "5; 2020; Errore di trascrizione". Undefined when a line is not one. */
export function leggiMotivi(text: string): MotivoDifferenzaInput[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => RIGA.exec(line));
  return read.includes(null)
    ? undefined
    : read.map((found) => ({ ambito: Number(found?.[1]), anno: Number(found?.[2]), testo: (found?.[3] ?? '').trim() }));
}
