import { useParametro, useParametroNumero } from '../../lib/parametri';
import { ATTUALE } from './parole';

/** The years that the observatory began with. */
export const DAL = 2019;
export const AL = 2021;
const PRIMO = 2016;
/** More years at once than this the API does not give. */
const MASSIMO = 20;

/** Which figures are looked at: the years, and of which edition. Kept in the address. */
export function useScelte() {
  const [from, setDal] = useParametroNumero('dal', DAL);
  const [to, setAl] = useParametroNumero('al', AL);
  const [edizione, setEdizione] = useParametro<string>('edizione', ATTUALE);
  const last = new Date().getFullYear();
  const al = Math.min(Math.max(to, PRIMO), last);
  const dal = Math.min(Math.max(from, PRIMO, al - MASSIMO + 1), al);
  const anni = Array.from({ length: last - PRIMO + 1 }, (_, index) => last - index);
  /** What another page needs to show the same. */
  const cerca = {
    dal: dal === DAL ? '' : String(dal),
    al: al === AL ? '' : String(al),
    edizione,
  };
  return { dal, al, edizione, anni, cerca, setDal, setAl, setEdizione };
}
