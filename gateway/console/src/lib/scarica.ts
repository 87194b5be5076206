/** Hands a file to the person: it is made here and never leaves the machine. */
export function scarica(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Later: some browsers read it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const scaricaTesto = (name: string, text: string, type = 'text/csv'): void =>
  scarica(name, new Blob([text], { type: `${type};charset=utf-8` }));

/** A title as a file name: "Minori in carico, 2020" becomes minori-in-carico-2020. */
export const nomeFile = (title: string): string =>
  title
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80);
