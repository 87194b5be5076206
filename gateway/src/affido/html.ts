/** Text that is safe in a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | null | undefined | false;
type Part = Piece | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const isList = (part: Part): part is readonly Html[] => Array.isArray(part);

function render(part: Part): string {
  if (isList(part)) {
    return part.map(({ text }) => text).join('');
  }
  if (part instanceof Html) {
    return part.text;
  }
  return part === null || part === undefined || part === false
    ? ''
    : String(part).replaceAll(/[&<>"']/g, (char) => ENTITIES[char]!);
}

/** A piece of a page: whatever stands in it that is not itself `html` is text, and cannot become anything else. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((text, i) => text + (i < parts.length ? render(parts[i]) : '')).join(''));
