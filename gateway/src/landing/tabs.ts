import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Tab {
  readonly query: string;
  readonly variables?: string;
}

const FIRST: Tab = {
  query: `# Trama: i dati dei servizi sociali dei dodici ambiti. Ctrl-Invio esegue, Ctrl-Spazio suggerisce.
# Le altre schede mostrano operazioni complete: per quelle riservate serve un token nelle intestazioni.
query Ambiti {
  ambiti {
    numero
    nome
  }
}
`,
};

/** The operations by number, because that is how the contract names them. */
const SHOWN = /^0\d-.*\.graphql$/;

/** A folder that is not there, or holds none of them, leaves the page with its first tab. */
export async function readTabs(folder: string): Promise<Tab[]> {
  const files = await readdir(folder).catch(() => []);
  const shown = files.filter((file) => SHOWN.test(file)).sort();
  const texts = await Promise.all(shown.map((file) => readFile(join(folder, file), 'utf8')));
  return [FIRST, ...texts.map(toTab)];
}

/** The files give example variables in a comment: `# … Variables: {"anno": 2020}`. */
function toTab(query: string): Tab {
  const example = /^#.*\bVariables:\s*(\{.*\})\s*$/m.exec(query)?.[1];
  try {
    return example ? { query, variables: JSON.stringify(JSON.parse(example), null, 2) } : { query };
  } catch {
    return { query };
  }
}
