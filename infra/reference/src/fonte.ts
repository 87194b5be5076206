import { z } from 'zod';

export const DOCUMENTO = 'Piano di Zona 2021-2023, Ambito distrettuale n. 4 Valle Trompia';

/** Where a figure stands, as the files write it. `righe` is a line of a working text and goes no further. */
export const fonteSchema = z.strictObject({
  capitolo: z.string().min(1),
  pagina: z.int().positive().nullish(),
  intervalloPagine: z.array(z.int().positive()).min(1).max(2).optional(),
  paginaStimata: z.boolean().optional(),
  righe: z.string().optional(),
});

export interface Fonte {
  readonly documento: string;
  readonly capitolo: string;
  readonly pagina: number | null;
  readonly paginaFine: number | null;
  readonly paginaStimata: boolean;
}

/** Where a figure stands, as Trama serves it. */
export function fonteDi(fonte: z.output<typeof fonteSchema>): Fonte {
  const [first, last] = fonte.intervalloPagine ?? [];
  return {
    documento: DOCUMENTO,
    capitolo: fonte.capitolo,
    pagina: fonte.pagina ?? first ?? null,
    paginaFine: last ?? null,
    paginaStimata: fonte.paginaStimata ?? false,
  };
}

/** The source of generated records: nothing but the generator. */
export const FONTE_DIMOSTRATIVA: Fonte = {
  documento: 'Dati dimostrativi generati da Trama',
  capitolo: 'Nessuna fonte: dato inventato per la prova',
  pagina: null,
  paginaFine: null,
  paginaStimata: false,
};
