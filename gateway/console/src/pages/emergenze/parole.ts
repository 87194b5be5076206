import type { EsitoRevisione, StatoEmergenza } from '../../graph/operazioni/emergenze';
import type { Tono } from '../../ui/Pillola';

export const STATO_EMERGENZA: Readonly<Record<StatoEmergenza, string>> = {
  DA_RIVEDERE: 'Da rivedere',
  RIVISTA: 'Riviste',
};

export const ESITO_REVISIONE: Readonly<Record<EsitoRevisione, string>> = {
  GIUSTIFICATA: 'Giustificata',
  NON_GIUSTIFICATA: 'Non giustificata',
};
export const TONO_REVISIONE: Readonly<Record<EsitoRevisione, Tono>> = {
  GIUSTIFICATA: 'fatto',
  NON_GIUSTIFICATA: 'errore',
};

const RUOLI: Readonly<Record<string, string>> = {
  OPERATORE_SOCIALE: 'Servizio sociale',
  SERVIZIO_TUTELA: 'Tutela minori',
};
/** A role that is new to the console is said as the API calls it. */
export const nomeRuolo = (ruolo: string): string => RUOLI[ruolo] ?? ruolo;
