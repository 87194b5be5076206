import type { PropostaContata, ValoreCompilato } from '../rilevazione/compilazione.entity.js';
import { Provenienza } from '../rilevazione/rilevazione.stati.js';
import type { ConfrontoProposta } from './confronto-proposte.type.js';

/** One row for each proposal, in their order, and then for what was accepted and is no longer proposed. */
export function confrontaProposte(
  campagnaId: string,
  scritti: readonly ValoreCompilato[],
  proposte: readonly PropostaContata[],
): ConfrontoProposta[] {
  const perVoce = new Map(scritti.map((scritto) => [scritto.codiceVoce, scritto]));
  const proposteVoci = new Set(proposte.map(({ voce }) => voce));
  const nonPiu = scritti.filter((scritto) => accettato(scritto) && !proposteVoci.has(scritto.codiceVoce));
  return [
    ...proposte.map(({ voce, valore }) => riga(campagnaId, voce, perVoce.get(voce) ?? null, valore)),
    ...nonPiu.map((scritto) => riga(campagnaId, scritto.codiceVoce, scritto, null)),
  ];
}

/** What was taken from another answer is compared with that one. */
const accettato = ({ provenienza, ripresoDaId }: ValoreCompilato): boolean =>
  provenienza === Provenienza.PRECOMPILATO && ripresoDaId === null;

function riga(
  campagnaId: string,
  codiceVoce: string,
  scritto: ValoreCompilato | null,
  proposto: number | null,
): ConfrontoProposta {
  const valore = scritto?.valore ?? null;
  return {
    campagnaId,
    codiceVoce,
    scritto,
    proposto,
    differenza: valore === null || proposto === null ? null : Math.round((proposto - valore) * 1e6) / 1e6,
    superato: scritto !== null && accettato(scritto) && valore !== proposto,
  };
}
