import type { UnitaOfferta } from './unita-offerta.entity.js';

type ConPosti = Pick<UnitaOfferta, 'postiAccreditati' | 'postiAutorizzati' | 'capacita' | 'aggregato' | 'unita'>;

/** The places of a row, whichever figure its source gives first: accredited, authorised, capacity. */
export const POSTI_DI_UNITA = 'coalesce(posti_accreditati, posti_autorizzati, capacita)';

/** The same rows as `haUnaCapienza`, in SQL. */
export const CON_UNA_CAPIENZA = `NOT aggregato AND coalesce(unita, 1) = 1 AND ${POSTI_DI_UNITA} > 0`;

export const postiDi = ({ postiAccreditati, postiAutorizzati, capacita }: ConPosti): number | null =>
  postiAccreditati ?? postiAutorizzati ?? capacita;

/** A row that adds several units up, though the source may not call it a sum. */
export const comprendePiuUnita = ({ aggregato, unita }: ConPosti): boolean => aggregato || (unita ?? 1) !== 1;

/** Whether places of it can be taken or free: it is one unit, and its places are known. */
export const haUnaCapienza = (unita: ConPosti): boolean => !comprendePiuUnita(unita) && (postiDi(unita) ?? 0) > 0;
