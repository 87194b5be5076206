import { BarreOrdinate } from '../../charts/BarreOrdinate';
import { Grafico } from '../../charts/Grafico';
import { postiDi, type Tipo, TIPI, type Unita } from './rete';

/** The places of an ambito by type of unit. What the source says cannot be summed stays out, and is counted in the note. */
export function PostiPerTipo({ unita }: { readonly unita: readonly Unita[] }) {
  const counted = unita.filter((one) => one.sommabile && postiDi(one) !== null);
  const types = [...new Set(counted.map(({ tipo }) => tipo))];
  const barre = types.map((tipo: Tipo) => {
    const these = counted.filter((one) => one.tipo === tipo);
    return {
      chiave: tipo,
      etichetta: TIPI[tipo],
      valore: these.reduce((sum, one) => sum + (postiDi(one) ?? 0), 0),
      isDimostrativo: these.some(({ origine }) => origine === 'DIMOSTRATIVO'),
    };
  });
  if (barre.length === 0) {
    return null;
  }
  const left = unita.length - counted.length;
  return (
    <Grafico
      titolo="Posti per tipo di unità"
      isDimostrativo={barre.some(({ isDimostrativo }) => isDimostrativo)}
      nota={
        left === 0
          ? 'Tutte le unità mostrate sono contate.'
          : `${left} unità non contate: senza posti, o che la fonte dice di non sommare.`
      }
      dati={{ testata: ['Tipo', 'Posti'], righe: barre.map(({ etichetta, valore }) => [etichetta, valore]) }}
    >
      <BarreOrdinate barre={barre} />
    </Grafico>
  );
}
