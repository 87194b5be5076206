/** The operations that users send, as they stand in the repository: the same files that the checks of the schema read. */
const FILES = import.meta.glob<string>('../../../../../schema/operations/**/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface OperazioneNota {
  /** Of the file and of the operation: 01-cabina-di-regia, CabinaDiRegia. */
  readonly file: string;
  readonly nome: string;
  readonly tipo: 'query' | 'mutation';
  /** What its comment says it is for. */
  readonly descrizione: string;
  readonly persona: string | null;
  readonly variabili: string;
  /** The whole file: an operation may use the fragments below it. */
  readonly documento: string;
}

const START = /^(query|mutation)\s+(\w+)/gm;

export const OPERAZIONI: readonly OperazioneNota[] = Object.entries(FILES)
  .flatMap(([path, documento]) =>
    operationsOf(path.split('/operations/')[1]?.replace('.graphql', '') ?? path, documento),
  )
  .sort((a, b) => rank(a.file) - rank(b.file) || a.file.localeCompare(b.file));

/** The operations of the contract first, then those of the console. */
function rank(file: string): number {
  return file.startsWith('console/') ? 1 : 0;
}

function operationsOf(file: string, documento: string): OperazioneNota[] {
  return [...documento.matchAll(START)].map((match) => {
    const comment = commentAbove(documento.slice(0, match.index));
    return {
      file,
      nome: match[2] ?? '',
      tipo: match[1] === 'mutation' ? 'mutation' : 'query',
      descrizione: comment.replace(/Personas?:[^]*$/, '').trim(),
      persona: /Personas?:\s*([^.]*)\./.exec(comment)?.[1]?.trim() ?? null,
      variabili: variablesIn(comment),
      documento,
    };
  });
}

function commentAbove(text: string): string {
  const lines = text.trimEnd().split('\n');
  const start = lines.findLastIndex((line) => !line.startsWith('#')) + 1;
  return lines
    .slice(start)
    .map((line) => line.replace(/^#\s?/, ''))
    .join(' ');
}

function variablesIn(comment: string): string {
  const found = /Variables:\s*(\{.*\})/.exec(comment)?.[1];
  try {
    return found ? JSON.stringify(JSON.parse(found), null, 2) : '{}';
  } catch {
    return '{}';
  }
}
