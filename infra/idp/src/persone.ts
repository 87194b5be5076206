import type { Chiamante } from '@trama/kernel/identity';
import type { Ruolo } from '@trama/kernel/ruoli';

/**
 * The demonstration personas, by name. The name is also their subject: demonstration cases are assigned to it. They
 * exist in the local topology alone; anywhere else people come from the organisation's own identity provider.
 */
export const PERSONE = {
  cabina: persona('CABINA_REGIA'),
  coordinamento: persona('COORDINAMENTO_UDP'),
  'affido-coord': persona('COORDINAMENTO_AFFIDO'),
  udp4: persona('UFFICIO_DI_PIANO', { ambito: 4 }),
  udp1: persona('UFFICIO_DI_PIANO', { ambito: 1 }),
  /** Valle Camonica, which contributes from outside this ATS: its place comes after the last ambito. */
  udp13: persona('UFFICIO_DI_PIANO', { ambito: 13 }),
  sociale4: persona('OPERATORE_SOCIALE', { ambito: 4 }),
  sociale1: persona('OPERATORE_SOCIALE', { ambito: 1 }),
  tutela4: persona('SERVIZIO_TUTELA', { ambito: 4 }),
  tutela1: persona('SERVIZIO_TUTELA', { ambito: 1 }),
  affidi4: persona('SERVIZIO_AFFIDI', { ambito: 4 }),
  affidi1: persona('SERVIZIO_AFFIDI', { ambito: 1 }),
  asst1: persona('OPERATORE_ASST', { asst: 'ASST-SPEDALI-CIVILI' }),
  asst3: persona('OPERATORE_ASST', { asst: 'ASST-GARDA' }),
  'ets-a': persona('OPERATORE_ETS', { ente: 'associazione-coordinamento-famiglie-affidatarie' }),
  'ets-b': persona('OPERATORE_ETS', { ente: 'associazione-comunita-mamre' }),
  'app-aperta': persona('APP', { scope: ['dati-aperti'] }),
  'app-partner': persona('APP', { scope: ['dati-aperti', 'rete-servizi'] }),
  garante: persona('GARANTE'),
} as const satisfies Readonly<Record<string, Persona>>;

export type NomePersona = keyof typeof PERSONE;
export type Persona = Omit<Chiamante, 'subject'>;

/** The caller that a persona is, once it has signed in. */
export const chiamanteDi = (nome: NomePersona): Chiamante => ({ subject: nome, ...PERSONE[nome] });

export const isPersona = (nome: string): nome is NomePersona => Object.hasOwn(PERSONE, nome);

function persona(ruolo: Ruolo, luogo: Partial<Persona> = {}): Persona {
  return { ruolo, ambito: null, asst: null, ente: null, scope: [], ...luogo };
}
