/** Numbers and dates as Italians write them. */

const intero = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 0, useGrouping: true });
const decimale = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 2, useGrouping: true });
const unDecimale = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1, useGrouping: true });
const percento = new Intl.NumberFormat('it-IT', { style: 'percent', maximumFractionDigits: 1 });
const euro = new Intl.NumberFormat('it-IT', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
const giorno = new Intl.DateTimeFormat('it-IT', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const giornoBreve = new Intl.DateTimeFormat('it-IT', { dateStyle: 'short', timeZone: 'UTC' });
const istante = new Intl.DateTimeFormat('it-IT', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Rome' });

const istanteBreve = new Intl.DateTimeFormat('it-IT', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Rome',
});
const ora = new Intl.DateTimeFormat('it-IT', { timeStyle: 'short', timeZone: 'Europe/Rome' });

/** What stands where there is no figure; the reason is said beside it. */
export const ASSENTE = '–';

/** 1234.5 becomes 1.234,5. */
export const formatNumero = (value: number | null | undefined): string =>
  value === null || value === undefined ? ASSENTE : (Number.isInteger(value) ? intero : decimale).format(value);

export const formatUnDecimale = (value: number | null | undefined): string =>
  value === null || value === undefined ? ASSENTE : unDecimale.format(value);

/** @param share 0.153 becomes 15,3% */
export const formatPercento = (share: number | null | undefined): string =>
  share === null || share === undefined ? ASSENTE : percento.format(share);

export const formatEuro = (value: number | null | undefined): string =>
  value === null || value === undefined ? ASSENTE : euro.format(value);

/** A calendar day, from 2020-12-31: it has no time, so no time zone may move it. */
export const formatData = (date: string | null | undefined): string =>
  date ? giorno.format(new Date(date.length === 10 ? `${date}T00:00:00Z` : date)) : ASSENTE;

export const formatDataBreve = (date: string | null | undefined): string =>
  date ? giornoBreve.format(new Date(date.length === 10 ? `${date}T00:00:00Z` : date)) : ASSENTE;

export const formatIstante = (instant: string | null | undefined): string =>
  instant ? istante.format(new Date(instant)) : ASSENTE;

/** For tables: 31/12/21, 09:30. */
export const formatIstanteBreve = (instant: string | null | undefined): string =>
  instant ? istanteBreve.format(new Date(instant)) : ASSENTE;

/** The hour and the minute of an instant of today. */
export const formatOra = (instant: string): string => ora.format(new Date(instant));

/** "1 ambito", "3 ambiti". */
export const conta = (quanti: number, uno: string, molti: string): string =>
  `${formatNumero(quanti)} ${quanti === 1 ? uno : molti}`;
