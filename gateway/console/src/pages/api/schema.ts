/**
 * Reads the printed schema line by line: it always has the same form, and a parser of the whole language would weigh more
 * than the page.
 */
export interface CampoSchema {
  /** "bandi(stato: StatoBando): [Bando!]!" */
  readonly firma: string;
  readonly descrizione: string;
}

export interface TipoSchema {
  readonly genere: string;
  readonly nome: string;
  readonly descrizione: string;
  readonly campi: readonly CampoSchema[];
}

export function leggiSchema(sdl: string): TipoSchema[] {
  return blocks(sdl).sort((a, b) => rank(a.nome) - rank(b.nome) || a.nome.localeCompare(b.nome));
}

/** What one begins from comes first. */
const rank = (nome: string): number => {
  const first = ['Query', 'Mutation'].indexOf(nome);
  return first === -1 ? 2 : first;
};

const START = /^(type|enum|input|scalar|union|interface)\s+(\w+)/;

function blocks(sdl: string): TipoSchema[] {
  const found: Array<{ genere: string; nome: string; descrizione: string; campi: CampoSchema[] }> = [];
  let description: string[] = [];
  for (const piece of pieces(sdl)) {
    if (piece.isDescription) {
      description = [piece.text];
      continue;
    }
    const start = START.exec(piece.text);
    if (start && !piece.isInside) {
      found.push({ genere: start[1] ?? '', nome: start[2] ?? '', descrizione: description.join(' '), campi: [] });
    } else if (piece.isInside) {
      found.at(-1)?.campi.push({ firma: piece.text, descrizione: description.join(' ') });
    }
    description = [];
  }
  return found;
}

interface Piece {
  readonly text: string;
  readonly isDescription: boolean;
  readonly isInside: boolean;
}

/** Descriptions, openings of types, and fields with their arguments on one line. */
function* pieces(sdl: string): Generator<Piece> {
  let isInside = false;
  let open: string[] = [];
  for (const token of sdl.matchAll(/"""([^]*?)"""|^(?!\s*""")[^\n]+$/gm)) {
    const line = token[0].trim();
    if (token[1] !== undefined) {
      if (open.length === 0) {
        yield { text: token[1].replaceAll(/\s+/g, ' ').trim(), isDescription: true, isInside };
      }
    } else if (line === '}') {
      isInside = false;
    } else if (line !== '' && !line.startsWith('#')) {
      open.push(line);
      const text = open.join(' ');
      if (count(text, '(') === count(text, ')')) {
        yield { text: tidy(text), isDescription: false, isInside };
        isInside = isInside || text.endsWith('{');
        open = [];
      }
    }
  }
}

const count = (text: string, what: string): number => text.split(what).length - 1;
const tidy = (text: string): string => text.replaceAll('( ', '(').replaceAll(' )', ')');
