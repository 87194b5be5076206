import type { Archivi, NomeArchivio } from '@trama/reference/archivi';
import { slug } from '@trama/reference/codici';
import { fonteDi, fonteSchema } from '@trama/reference/fonte';

const ARCHIVI = {
  AFFIDO: 'affido',
  BANCHE_DATI: 'bancheDati',
  CONCILIAZIONE: 'conciliazione',
  GOVERNANCE: 'governance',
  OBIETTIVI_SOVRADISTRETTUALI: 'obiettiviSovradistrettuali',
  POVERTA: 'poverta',
  PREMIALITA: 'premialita',
  PROCEDURE_BANDI: 'procedureBandi',
  SISTEMA_VALUTAZIONE: 'sistemaValutazione',
  TAVOLI: 'tavoli',
  TUTELA_MINORI: 'tutelaMinori',
} as const satisfies Record<string, NomeArchivio>;

/**
 * One row for each record of an archive. An archive is a list of records, or an object of parts; a part that is a
 * list of records gives a row for each, any other part gives one row. Nothing is left out, so that the archive can
 * be put together again from its rows.
 */
export const schedeDiRiferimento = (archivi: Archivi) =>
  Object.entries(ARCHIVI).flatMap(([archivio, nome]) => {
    const contenuto: unknown = archivi.get(nome);
    const parti = Array.isArray(contenuto)
      ? elementi('', contenuto)
      : Object.entries(contenuto as object).flatMap(parte);
    return parti.map(([posizione, scheda]) => ({
      archivio,
      posizione,
      codice: `${slug(archivio)}.${posizione}`,
      titolo: titoloDi(posizione, scheda),
      contenuto: scheda,
      fonte: fontePropria(scheda),
    }));
  });

type Parte = [posizione: string, scheda: unknown];

const parte = ([chiave, valore]: [string, unknown]): Parte[] =>
  Array.isArray(valore) && valore.length > 0 && valore.every(isRecord)
    ? elementi(`${chiave}.`, valore)
    : [[chiave, valore]];

const elementi = (prefisso: string, list: readonly unknown[]): Parte[] =>
  list.map((scheda, i) => [`${prefisso}${String(i + 1).padStart(4, '0')}`, scheda]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function titoloDi(posizione: string, scheda: unknown): string {
  const record = isRecord(scheda) ? scheda : {};
  const titolo = ['titolo', 'nome', 'denominazione', 'etichetta', 'testo', 'tema', 'codice'].map((key) => record[key]);
  return String(titolo.find((value) => typeof value === 'string') ?? posizione);
}

function fontePropria(scheda: unknown) {
  const fonte = fonteSchema.safeParse(isRecord(scheda) ? scheda.fonte : undefined);
  return fonte.success ? fonteDi(fonte.data) : null;
}
