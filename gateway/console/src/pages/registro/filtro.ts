import type { FiltroAccessiInput } from '../../graph/operazioni/registro';
import { isGiorno } from '../../lib/giorni';
import { useParametro } from '../../lib/parametri';
import { ammesse, CLASSI, ESITI, OPERAZIONI, SCOPI } from './parole';

const AMBITI = ['', ...Array.from({ length: 13 }, (_, ambito) => String(ambito))];

/** What the reader looks for, kept in the address, and as the API asks it. */
export function useFiltro() {
  const [ambito, setAmbito] = useParametro('ambito', '', AMBITI);
  const [operazione, setOperazione] = useParametro('operazione', '', ammesse(OPERAZIONI));
  const [esito, setEsito] = useParametro('esito', '', ammesse(ESITI));
  const [classe, setClasse] = useParametro('classe', '', ammesse(CLASSI));
  const [scopo, setScopo] = useParametro('scopo', '', ammesse(SCOPI));
  const [dal, setDal] = useParametro<string>('dal', '');
  const [al, setAl] = useParametro<string>('al', '');
  const filtro: FiltroAccessiInput = {
    ambito: ambito === '' ? null : Number(ambito),
    operazione: operazione || null,
    esito: esito || null,
    classe: classe || null,
    scopo: scopo || null,
    dal: isGiorno(dal) ? dal : null,
    al: isGiorno(al) ? al : null,
  };
  return {
    filtro,
    scelte: { ambito, operazione, esito, classe, scopo, dal, al },
    cambia: {
      ambito: (value: string) => setAmbito(value),
      operazione: (value: string) => setOperazione(value as typeof operazione),
      esito: (value: string) => setEsito(value as typeof esito),
      classe: (value: string) => setClasse(value as typeof classe),
      scopo: (value: string) => setScopo(value as typeof scopo),
      dal: setDal,
      al: setAl,
    },
  };
}
