/** Why there is no value, or that there is one. */
export const ASSENZE = {
  VALORE: 'non disponibile',
  ZERO: 'zero',
  SOPPRESSO: 'riservato',
  NON_PERVENUTO: 'non pervenuto',
  NON_DOVUTO: 'non dovuto',
  NON_APPLICABILE: 'non applicabile',
} as const;

/** What the API says of a figure, beside it. */
export interface CondizioneDati {
  readonly stato: keyof typeof ASSENZE;
  readonly inVerifica: boolean;
}

/** What stands in the place of a figure that is not there. Nothing at all was sent by who has no condition either. */
export const assenzaDi = (di: CondizioneDati | undefined): string => ASSENZE[di?.stato ?? 'NON_PERVENUTO'];

/** The coordination was asking about the figure as it was published. */
export const InVerifica = ({ di }: { readonly di: CondizioneDati | undefined }) =>
  di?.inVerifica ? <strong> · in verifica</strong> : null;
