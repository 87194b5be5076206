import { COLONNE, type NomeColonna } from './colonne.js';

export type RigaScritta = Partial<Record<NomeColonna, string>>;

/** A file as the old system would export it. */
export const csv = (righe: readonly RigaScritta[], separatore = ';'): Buffer =>
  Buffer.from(
    [
      COLONNE.map(({ nome }) => nome),
      ...righe.map((riga) => COLONNE.map(({ nome }) => riga[nome as NomeColonna] ?? '')),
    ]
      .map((celle) => celle.join(separatore))
      .join('\r\n'),
  );

export const base64 = (righe: readonly RigaScritta[]): string => csv(righe).toString('base64');

const genitore = { ruolo: 'GENITORE', nome: 'Olga', cognome: 'Provaccini' };
const minore = { ruolo: 'MINORE', nome: 'Nino', cognome: 'Provaccini', data_nascita: '03/02/2015' };

/** A mother and a son, in an open case. */
export const famiglia = (codice: string, caso: RigaScritta = {}): RigaScritta[] =>
  [genitore, minore].map((persona) => ({
    codice_esterno: codice,
    aperto_il: '2019-03-14',
    comune: '017075',
    ...persona,
    ...caso,
  }));
