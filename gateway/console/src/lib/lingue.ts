const nomi = new Intl.DisplayNames('it', { type: 'language' });

/** "ar" is "arabo". A code that is of no language is said as it is. */
export const nomeLingua = (codice: string): string => {
  try {
    return nomi.of(codice) ?? codice;
  } catch {
    return codice;
  }
};

/** Those that families and minors of the province speak most, besides Italian. */
const FREQUENTI = 'ar bn de en es fr hi mk pa pl pt ro ru si sq sr tw uk ur wo zh'.split(' ');

/** To choose from, with whatever a record already says. */
export const sceltaLingue = (dette: readonly string[] = []) =>
  [...new Set([...FREQUENTI, ...dette])]
    .map((valore) => ({ valore, etichetta: nomeLingua(valore) }))
    .sort((a, b) => a.etichetta.localeCompare(b.etichetta, 'it'));
