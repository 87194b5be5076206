import { Client, createRequest, type OperationResult } from '@urql/core';
import type { UseQueryState } from 'urql';
import { rispostaA } from './domanda';

const LISTA = 'query Lista($ambito: Int, $posti: String) { unita(ambito: $ambito, posti: $posti) { totale } }';
const ALTRA = 'query Altra($ambito: Int, $posti: String) { enti(ambito: $ambito, posti: $posti) { totale } }';

interface Scelte {
  readonly ambito: number;
  readonly posti: string;
}

const client = new Client({ url: 'http://prova/graphql', exchanges: [], preferGetMethod: false });
const chiave = (query: string, variables: Scelte) => createRequest(query, variables).key;

/** What urql's hook gives when a question has been answered. */
function risposta(query: string, variables: Scelte): UseQueryState<object, Scelte> {
  const operation = client.createRequestOperation<object, Scelte>('query', createRequest(query, variables));
  const answer: OperationResult<object, Scelte> = { operation, data: { totale: 72 }, stale: false, hasNext: false };
  return { fetching: false, ...answer, error: undefined, extensions: { servizi: [] } };
}

describe('the answer to a question', () => {
  const scelte = { ambito: 1, posti: 'LIBERI' };

  test('is given as it came', () => {
    const result = risposta(LISTA, scelte);
    expect(rispostaA(chiave(LISTA, scelte), result, false)).toBe(result);
    expect(rispostaA(chiave(LISTA, { posti: 'LIBERI', ambito: 1 }), result, false)).toBe(result);
  });

  test('stays while the same is asked again', () => {
    const again = { ...risposta(LISTA, scelte), fetching: true };
    expect(rispostaA(chiave(LISTA, scelte), again, false)).toMatchObject({ data: { totale: 72 }, fetching: true });
  });

  test.each([
    ['another choice', LISTA, { ambito: 2, posti: 'LIBERI' }],
    ['one choice less', LISTA, { ambito: 1, posti: '' }],
    ['another document', ALTRA, { ambito: 1, posti: 'LIBERI' }],
  ])('is not given to %s', (_what, query, variables) => {
    // Until the new answer comes urql's hook keeps the old one whole, the operation too.
    const old = { ...risposta(LISTA, scelte), fetching: true };
    const given = rispostaA(chiave(query, variables), old, false);
    expect(given).toMatchObject({ data: undefined, extensions: undefined, fetching: true });
  });

  test('is not given to another choice with what went wrong with it', () => {
    const error = { message: 'non risponde' } as NonNullable<UseQueryState['error']>;
    const failed = { ...risposta(LISTA, scelte), data: undefined, error, stale: true, fetching: true };
    const given = rispostaA(chiave(ALTRA, scelte), failed, false);
    expect(given).toMatchObject({ error: undefined, stale: false, fetching: true });
  });

  test('is not on its way while nothing was asked', () => {
    const old = risposta(LISTA, scelte);
    expect(rispostaA(chiave(ALTRA, scelte), old, true)).toMatchObject({ data: undefined, fetching: false });
  });
});
