import { conteggioPubblico, pubblicaConteggio, type Pubblicato } from '@trama/disclosure/conteggio';
import type { Cella, Cubo, Figura } from './cubo.js';

const GIA_PUBBLICA = 'PIANO_DI_ZONA';

/** The cells of an edition: every figure as it may leave, in an order that depends on nothing but the figures. */
export function celleDi({ misure }: Cubo, figure: readonly Figura[]): Cella[] {
  const celle = new Map<string, Cella>();
  const ordinate = [...figure].sort((a, b) => chiave(a, a.codice).localeCompare(chiave(b, b.codice)));
  const persone = ordinate.filter(({ codice }) => misure[codice]?.tipo !== 'DIPENDENTE');
  const dipendenti = ordinate.filter(({ codice }) => misure[codice]?.tipo === 'DIPENDENTE');
  for (const figura of [...persone, ...dipendenti]) {
    const misura = misure[figura.codice];
    if (misura) {
      const pubblicata =
        misura.tipo === 'DIPENDENTE'
          ? conLeSuePersone(figura, celle.get(chiave(figura, misura.da)))
          : daSola(figura, misura.tipo);
      celle.set(chiave(figura, figura.codice), { ...figura, ...pubblicata });
    }
  }
  return [...celle.values()].sort((a, b) => chiave(a, a.codice).localeCompare(chiave(b, b.codice)));
}

const daSola = ({ valore, origine }: Figura, tipo: 'PERSONE' | 'PUBBLICA'): Pubblicato =>
  tipo === 'PUBBLICA' || origine === GIA_PUBBLICA ? conteggioPubblico(valore) : pubblicaConteggio(valore);

/** A figure about people whose number cannot be told would tell about them; one about nobody tells nothing. */
const conLeSuePersone = ({ valore }: Figura, persone: Cella | undefined): Pubblicato =>
  !persone || persone.soppresso ? { valore: null, soppresso: true } : { valore, soppresso: false };

const chiave = ({ ambito_id, anno }: Pick<Figura, 'ambito_id' | 'anno'>, codice: string): string =>
  `${String(ambito_id).padStart(3, '0')}/${anno}/${codice}`;
