/** The roles of the API as people call them. */
const RUOLI: Readonly<Record<string, string>> = {
  PUBBLICO: 'Senza accesso',
  CABINA_REGIA: 'Cabina di Regia',
  COORDINAMENTO_UDP: 'Coordinamento',
  COORDINAMENTO_AFFIDO: 'Coordinamento affido',
  UFFICIO_DI_PIANO: 'Ufficio di Piano',
  OPERATORE_SOCIALE: 'Servizio sociale',
  SERVIZIO_TUTELA: 'Tutela minori',
  SERVIZIO_AFFIDI: 'Servizio affidi',
  OPERATORE_ASST: 'ASST',
  OPERATORE_ETS: 'Terzo Settore',
  APP: 'Programma di terzi',
  GARANTE: 'Garante',
  LAVORO: 'Lavoro della piattaforma',
};

/** One that is new to the console is said as the API says it. */
export const nomeRuolo = (ruolo: string): string => RUOLI[ruolo] ?? ruolo;
