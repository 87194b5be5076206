import type { StatoRichiestaAffido, TipoAffido } from '../../graph/operazioni/affido';
import type { Tono } from '../../ui/Pillola';

interface Richiesta {
  readonly stato: StatoRichiestaAffido;
  readonly tipo: TipoAffido;
  readonly attesaGiorni: number;
}

interface Urgenza {
  /** Greater is more urgent. */
  readonly grado: number;
  readonly testo: string;
  readonly tono: Tono;
}

/** From when the table of fostering looks at it, and from when the plan puts it first. */
const TRE_MESI = 90;
const SEI_MESI = 180;

/** Why somebody should look at it before the others; nothing for who has a family, or no longer looks for one. */
export function urgenzaDi({ stato, tipo, attesaGiorni }: Richiesta): Urgenza | undefined {
  if (stato !== 'IN_ATTESA' && stato !== 'IN_ABBINAMENTO') {
    return undefined;
  }
  if (tipo === 'PRONTO_INTERVENTO') {
    return { grado: 3, testo: 'pronto intervento', tono: 'errore' };
  }
  if (attesaGiorni >= SEI_MESI) {
    return { grado: 2, testo: 'da più di sei mesi', tono: 'errore' };
  }
  return attesaGiorni >= TRE_MESI ? { grado: 1, testo: 'da più di tre mesi', tono: 'attenzione' } : undefined;
}
