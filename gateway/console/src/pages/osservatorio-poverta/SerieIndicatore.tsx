import { Andamento } from '../../charts/Andamento';
import { Grafico } from '../../charts/Grafico';
import { Tabella } from '../../ui/Tabella';
import { conta } from '../../lib/formato';
import type { Territorio } from './IndicatorePage';
import { type PerIntero, testoTotale } from './parole';

interface SerieIndicatoreProps {
  readonly di: PerIntero;
  readonly territorio: Territorio;
  readonly isDimostrativo: boolean;
}

/** Raw and homogeneous side by side, with who joined and who left: a rise that is only a newcomer shows as one. */
export function SerieIndicatore({ di, territorio, isDimostrativo }: SerieIndicatoreProps) {
  const { anni, contributori, esclusi } = di.omogenea;
  const nomi = (numeri: readonly number[]): string =>
    numeri.map((numero) => territorio.find((one) => one.numero === numero)?.nome ?? `ambito ${numero}`).join(', ');
  const escluse = esclusi.length === 0 ? '' : ` Fuori dalla serie omogenea: ${nomi(esclusi)}.`;
  return (
    <section className="t-sezione" aria-labelledby="serie">
      <h2 id="serie">Negli anni</h2>
      <Grafico
        titolo={`${di.etichetta}: serie grezza e omogenea`}
        descrizione="La serie grezza somma chi ha risposto in ogni anno; l’omogenea solo chi ha risposto sempre."
        isDimostrativo={isDimostrativo}
        nota={`Serie omogenea: ${conta(contributori.length, 'ambito', 'ambiti')} con un dato in ogni anno.${escluse}`}
        dati={{
          testata: ['Anno', 'Grezza', 'Omogenea', 'Ambiti con un dato'],
          righe: anni.map(({ anno, grezza, omogenea }) => [
            String(anno),
            grezza.valore ?? testoTotale(grezza),
            omogenea.valore ?? testoTotale(omogenea),
            grezza.contributori,
          ]),
        }}
      >
        <Andamento
          serie={[
            {
              nome: 'Grezza: chi ha risposto in quell’anno',
              punti: anni.map(({ anno, grezza }) => ({ x: anno, y: grezza.valore })),
              isDimostrativo,
            },
            {
              nome: 'Omogenea: chi ha risposto sempre',
              punti: anni.map(({ anno, omogenea }) => ({ x: anno, y: omogenea.valore })),
              isDimostrativo,
            },
          ]}
        />
      </Grafico>
      <Tabella
        titolo="Le due serie, e chi entra e chi esce"
        nome="serie"
        righe={anni}
        chiaveRiga={({ anno }) => String(anno)}
        vuoto="In questi anni nessun ambito ha dato questa cifra."
        colonne={[
          { chiave: 'anno', titolo: 'Anno', valore: ({ anno }) => anno, cella: ({ anno }) => anno },
          {
            chiave: 'grezza',
            titolo: 'Grezza',
            isNumero: true,
            valore: ({ grezza }) => grezza.valore,
            cella: ({ grezza }) => testoTotale(grezza),
          },
          {
            chiave: 'omogenea',
            titolo: 'Omogenea',
            isNumero: true,
            valore: ({ omogenea }) => omogenea.valore,
            cella: ({ omogenea }) => testoTotale(omogenea),
          },
          {
            chiave: 'contributori',
            titolo: 'Ambiti con un dato',
            isNumero: true,
            valore: ({ grezza }) => grezza.contributori,
            cella: ({ grezza }) => grezza.contributori,
          },
          {
            chiave: 'entrati',
            titolo: 'Entrano',
            valore: ({ entrati }) => nomi(entrati),
            cella: ({ entrati }) => nomi(entrati) || 'nessuno',
          },
          {
            chiave: 'usciti',
            titolo: 'Escono',
            valore: ({ usciti }) => nomi(usciti),
            cella: ({ usciti }) => nomi(usciti) || 'nessuno',
          },
        ]}
      />
    </section>
  );
}
