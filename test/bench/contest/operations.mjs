// What is asked: the operations of the contract, each as the persona that sends it, and a point lookup.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from './programs.mjs';

const OPERATIONS = [
  { name: '01', file: '01-cabina-di-regia', persona: 'cabina', variables: { anno: 2020, triennio: '2021-2023' } },
  { name: '02', file: '02-piano-di-zona', variables: { ambito: 4, triennio: '2021-2023' } },
  { name: '03', file: '03-rete-servizi', variables: { tipo: 'RSA', ambito: 4 } },
  {
    name: 'point',
    query: 'query UnAmbito($numero: Int!) { ambito(numero: $numero) { numero nome asst { codice nome } } }',
    variables: { numero: 4 },
  },
  {
    name: '04',
    file: '04-tavolo-tutela-minori',
    persona: 'coordinamento',
    operationName: 'TavoloTutelaMinori',
    variables: { anno: 2020 },
  },
  {
    name: '05',
    file: '05-banca-affido',
    persona: 'affido-coord',
    operationName: 'BancaAffido',
    variables: { filtro: { stato: 'DISPONIBILE' } },
  },
  {
    name: '05-richieste',
    file: '05-banca-affido',
    persona: 'affido-coord',
    operationName: 'RichiesteAffido',
    variables: {},
  },
  { name: '06', file: '06-osservatorio-poverta', persona: 'cabina', variables: { dal: 2019, al: 2021 } },
];

export const OPERATION_NAMES = OPERATIONS.map(({ name }) => name);

export function readOperations(names) {
  return Promise.all(OPERATIONS.filter(({ name }) => names.includes(name)).map(read));
}

async function read({ name, file, persona = null, operationName, variables, query }) {
  const text = query ?? (await readFile(join(REPOSITORY, 'schema', 'operations', `${file}.graphql`), 'utf8'));
  return { name, persona, body: JSON.stringify({ query: text, variables, operationName }) };
}
