/**
 * One spelling for one value: without the blanks around it, with compatibility characters (full-width letters, blanks
 * that do not break) replaced, composed. Applied twice it changes nothing more, so a stored value can be normalised again.
 */
export function normalizza(testo: string, { maiuscolo = false } = {}): string {
  const composto = testo.normalize('NFKC');
  // An upper case may be written with characters that compose, and replacing a character may leave a blank at the edge.
  return (maiuscolo ? composto.toUpperCase().normalize('NFKC') : composto).trim();
}
