import type { ReactNode } from 'react';
import { formatNumero } from '../../lib/formato';
import { nomeLingua } from '../../lib/lingue';
import { Tabella } from '../../ui/Tabella';
import type { Candidata } from './Candidate';
import { CRITERI, TIPI } from './parole';

interface Voce {
  readonly nome: string;
  readonly di: (candidata: Candidata) => string;
}

const VOCI: readonly Voce[] = [
  { nome: 'Punteggio', di: ({ punteggio }) => formatNumero(punteggio) },
  { nome: 'Comune', di: ({ famiglia }) => famiglia.comune?.nome ?? 'riservato' },
  { nome: 'Componenti', di: ({ famiglia }) => formatNumero(famiglia.componenti) },
  { nome: 'Affidi già fatti', di: ({ famiglia }) => formatNumero(famiglia.affidiPrecedenti) },
  { nome: 'Tipi di affido', di: ({ famiglia }) => famiglia.disponibilita.tipi.map((tipo) => TIPI[tipo]).join(', ') },
  {
    nome: 'Età accolte',
    di: ({ famiglia: { disponibilita } }) => `da ${disponibilita.etaMin} a ${disponibilita.etaMax} anni`,
  },
  { nome: 'Posti', di: ({ famiglia }) => formatNumero(famiglia.disponibilita.posti) },
  { nome: 'Fratelli insieme', di: ({ famiglia }) => (famiglia.disponibilita.fratelli ? 'sì' : 'no') },
  { nome: 'Bisogni speciali', di: ({ famiglia }) => (famiglia.disponibilita.bisogniSpeciali ? 'sì' : 'no') },
  {
    nome: 'Lingue',
    di: ({ famiglia }) => famiglia.disponibilita.lingue.map(nomeLingua).join(', ') || 'nessuna indicata',
  },
  ...Object.entries(CRITERI).map(([codice, nome]) => ({
    nome,
    di: ({ motivi }: Candidata): string => {
      const motivo = motivi.find(({ criterio }) => criterio === codice);
      return motivo ? `${formatNumero(motivo.contributo)}: ${motivo.spiegazione}` : 'nessun punto';
    },
  })),
];

/** Two families side by side, line by line. */
export function Confronto({ di }: { readonly di: readonly Candidata[] }) {
  const column = (candidata: Candidata) => ({
    chiave: candidata.famiglia.codice,
    titolo: candidata.famiglia.codice,
    cella: (voce: Voce): ReactNode => voce.di(candidata),
  });
  return (
    <Tabella
      titolo={`Confronto tra ${di.map(({ famiglia }) => famiglia.codice).join(' e ')}`}
      nome="righe"
      righe={VOCI}
      chiaveRiga={({ nome }) => nome}
      colonne={[{ chiave: 'nome', titolo: 'Voce', cella: ({ nome }) => nome }, ...di.map(column)]}
    />
  );
}
