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
