import { conteggioPubblico, pubblicaConteggio, SOGLIE } from '@trama/disclosure/conteggio';
import { type Cella, type Cubo, eStampata, type Figura } from './cubo.js';
import { chiave, TUTTI_GLI_AMBITI } from './posto.js';

const CONTRIBUTI_MINIMI = 3;
const CONTRIBUTI_CON_DOMINANTE = 4;

/** From the least sure to the surest: a sum is as sure as its least sure part. */
const ORIGINI = ['DIMOSTRATIVO', 'RILEVATO', 'IMPORTATO', 'PIANO_DI_ZONA'];

/**
 * The totals over contributors that the cube publishes, made of true counts and then rounded on their own. A sum of figures
 * that the Piano printed is told exactly: anybody can add them.
 */
export function totaliDi(cubo: Cubo, contate: readonly Figura[]): Cella[] {
  return (cubo.totali ?? []).flatMap((codice) => {
    const figure = contate.filter((figura) => figura.codice === codice);
    const anni = [...new Set(figure.map(({ anno }) => anno))];
    return anni
      .map((anno) => figure.filter((figura) => figura.anno === anno))
      .filter(bastano)
      .map((contributi) => totale(cubo, contributi));
  });
}

/**
 * Of a total over two, each knows the other. Of three with one that has more than the others together, the next one
 * knows the great one nearly enough.
 */
function bastano(contributi: readonly Figura[]): boolean {
  const massimo = Math.max(...contributi.map(({ valore }) => valore));
  const domina = massimo * 2 > somma(contributi);
  return contributi.length >= (domina ? CONTRIBUTI_CON_DOMINANTE : CONTRIBUTI_MINIMI);
}

function totale({ nome, soglie = SOGLIE, soppressioni = [] }: Cubo, contributi: readonly Figura[]): Cella {
  const { anno, codice } = contributi[0]!;
  const posto = { ambito_id: TUTTI_GLI_AMBITI, anno, codice };
  const nascosto = soppressioni.some((cella) => chiave(cella) === chiave(posto));
  const stampato = contributi.every(eStampata);
  const pubblicato = stampato ? conteggioPubblico(somma(contributi)) : pubblicaConteggio(somma(contributi), soglie);
  return {
    ...posto,
    data: contributi.map(({ data }) => data).sort()[0]!,
    fonte: {
      documento: `Trama, ${nome}`,
      capitolo: `Somma di ${contributi.length} ${contributi[0]!.ente ? 'enti' : 'ambiti'}`,
      pagina: null,
      paginaFine: null,
      paginaStimata: false,
    },
    origine: ORIGINI.find((origine) => contributi.some((figura) => figura.origine === origine))!,
    ...(nascosto && !stampato ? { valore: null, soppresso: true } : pubblicato),
  };
}

const somma = (figure: readonly Figura[]): number => figure.reduce((sum, { valore }) => sum + valore, 0);
