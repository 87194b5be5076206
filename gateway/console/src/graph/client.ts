import { type Cache, cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache';
import { Client, CombinedError, type Exchange, fetchExchange, mapExchange } from '@urql/core';
import { problemiDi } from './errori';
import { unoPerBuco } from './buchi';
import { dopoScrittoExchange } from './dopo-scritto';

/** Types that are the same thing wherever they appear, and the field that says which one. The others stay where they are. */
const NATURAL_KEYS = {
  Ambito: 'numero',
  Distretto: 'numero',
  Comune: 'codiceIstat',
  Asst: 'codice',
  Ats: 'codice',
  Ente: 'codice',
  UnitaOfferta: 'codice',
  Caso: 'codice',
  FamigliaAffidataria: 'codice',
  RichiestaAffido: 'codice',
  Abbinamento: 'codice',
  Invio: 'codice',
} as const;

/** Without its natural key in the answer a thing stays where it is. */
const keyOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

const keys: KeyingConfig = Object.fromEntries(
  Object.entries(NATURAL_KEYS).map(([type, field]) => [
    type,
    (data: Readonly<Record<string, unknown>>) => keyOf(data[field]),
  ]),
);

/** What a list is asked for may have changed with a declaration: who is in it, and what it adds up to. */
const RETE: ReadonlySet<string> = new Set(['unitaOfferta', 'saturazioneRete']);

const forget = (cache: Cache, names: ReadonlySet<string>): void =>
  cache
    .inspectFields('Query')
    .filter(({ fieldName }) => names.has(fieldName))
    .forEach(({ fieldKey }) => cache.invalidate('Query', fieldKey));

const updates = {
  Mutation: { dichiaraOccupazione: (_result: unknown, _args: unknown, cache: Cache) => forget(cache, RETE) },
};

const holesExchange: Exchange = mapExchange({
  onResult(result) {
    if (!result.error || !result.data || result.error.graphQLErrors.length === 0) {
      return undefined;
    }
    const graphQLErrors = unoPerBuco(result.data, result.error.graphQLErrors);
    return { ...result, error: new CombinedError({ graphQLErrors, response: result.error.response as unknown }) };
  },
});

/** @param onSessionOver when an answer says that whoever was signed in no longer is */
export function createClient(onSessionOver: () => void): Client {
  const sessionExchange = mapExchange({
    onError(error) {
      if (problemiDi(error).some(({ codice }) => codice === 'NON_AUTENTICATO')) {
        onSessionOver();
      }
    },
  });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-first',
    fetchOptions: {
      credentials: 'same-origin',
      headers: { accept: 'application/graphql-response+json, application/json', 'x-trama-console': '1' },
    },
    exchanges: [sessionExchange, cacheExchange({ keys, updates }), holesExchange, dopoScrittoExchange, fetchExchange],
  });
}
