import { Andamento } from '../../charts/Andamento';
import { Grafico } from '../../charts/Grafico';
import type { Confini } from '../../graph/operazioni/cabina-di-regia';
import { useParametro } from '../../lib/parametri';
import { type FonteDati, testoFonte } from '../../ui/Fonte';
import { Scelta } from '../../ui/Scelta';

const CONFINI: Readonly<Record<Confini, string>> = { ALLORA: 'Di allora', OGGI: 'Di oggi' };

/** On which borders figures of the past are told; kept in the address. */
export const useConfini = () => useParametro<Confini>('confini', 'ALLORA', Object.keys(CONFINI) as Confini[]);

interface SceltaConfiniProps {
  readonly confini: Confini;
  readonly onConfini: (confini: Confini) => void;
}

export function SceltaConfini({ confini, onConfini }: SceltaConfiniProps) {
  return (
    <Scelta
      etichetta="Confini"
      valore={confini}
      opzioni={Object.entries(CONFINI).map(([valore, testo]) => ({ valore: valore as Confini, testo }))}
      onScelta={(value) => onConfini(value as Confini)}
    />
  );
}

const CHE_COSA_SOMMA: Readonly<Record<Confini, string>> = {
  ALLORA: 'Sui confini dell’anno di cui parla ogni cifra.',
  OGGI: 'Sui confini di oggi: ogni comune con quelli che vi sono confluiti.',
};

interface AnnoDiPopolazione {
  readonly anno: number;
  readonly residenti: number;
  readonly eta0a17: number | null;
  readonly eta18a64: number | null;
  readonly eta65oltre: number | null;
  readonly origine: string;
  readonly fonte: FonteDati;
}

const LINEE = [
  ['Residenti', ({ residenti }) => residenti],
  ['Da 0 a 17 anni', ({ eta0a17 }) => eta0a17],
  ['Da 18 a 64 anni', ({ eta18a64 }) => eta18a64],
  ['Da 65 anni', ({ eta65oltre }) => eta65oltre],
] as const satisfies ReadonlyArray<readonly [string, (anno: AnnoDiPopolazione) => number | null]>;

interface SeriePopolazioneProps {
  readonly nome: string;
  readonly di: readonly AnnoDiPopolazione[] | null;
  readonly confini: Confini;
}

/** Residents by age over the years that a source has; where it has no ages, residents alone. */
export function SeriePopolazione({ nome, di, confini }: SeriePopolazioneProps) {
  const anni = di ?? [];
  const [first] = anni;
  if (!first) {
    return null;
  }
  const noti = (leggi: (anno: AnnoDiPopolazione) => number | null) =>
    anni.filter((anno) => leggi(anno) !== null).length;
  const linee = LINEE.filter(([, leggi]) => noti(leggi) > 0);
  const isDimostrativo = anni.some(({ origine }) => origine === 'DIMOSTRATIVO');
  const fonti = [...new Set(anni.map(({ fonte }) => testoFonte(fonte)))];
  return (
    <div className="t-sezione">
      <Grafico
        titolo={`Residenti di ${nome} negli anni`}
        descrizione={CHE_COSA_SOMMA[confini]}
        isDimostrativo={isDimostrativo}
        nota={`${fonti.length === 1 ? 'Fonte' : 'Fonti'}: ${fonti.join('; ')}.`}
        dati={{
          testata: ['Anno', ...linee.map(([titolo]) => titolo)],
          righe: anni.map((anno) => [String(anno.anno), ...linee.map(([, leggi]) => leggi(anno))]),
        }}
      >
        <Andamento
          // A single year is no trend: it stands in the table.
          serie={linee
            .filter(([, leggi], index) => index === 0 || noti(leggi) > 1)
            .map(([titolo, leggi]) => ({
              nome: titolo,
              isDimostrativo: anni.every(({ origine }) => origine === 'DIMOSTRATIVO'),
              punti: anni.map((anno) => ({ x: anno.anno, y: leggi(anno) })),
            }))}
        />
      </Grafico>
    </div>
  );
}
