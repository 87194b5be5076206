import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { ASSERTION_HEADER, type AssertionSigner } from '@trama/identity/assertion';
import { isErrorCode } from '@trama/kernel/errors';
import { parseJsonBytes } from '@trama/kernel/json-bytes';
import type { Logger } from '@trama/kernel/log';
import type { GraphQLFormattedError } from 'graphql';
import { Ending } from '../ending.js';
import { publicExtensions } from '../errors/public-extensions.js';
import type { Subgraph, SubgraphQuestion, SubgraphReply } from '../executor/execution.js';
import type { RequestContext } from '../request-context.js';
import { SingleFlight } from './single-flight.js';
import { codeOf, isConnectionError, type SubgraphAnswer, type SubgraphPost } from './subgraph-client.js';
import { unavailable } from './unavailable.js';

type Options = GraphQLDataSourceProcessOptions<RequestContext>;
type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
}

/** As long as any request may last. */
const SHARED_DEADLINE_MS = 10_000;

interface SubgraphSourceSettings {
  readonly signer: AssertionSigner;
  readonly log: Logger;
  /** Whether one caller's same questions of one moment go to the subgraph together. */
  readonly singleFlight: boolean;
}

/** The subgraph spoke, and what it said cannot be an answer to what was asked. */
class UnusableAnswer extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Asks one subgraph on behalf of the query plan, and turns every way in which it can fail into one error that says so. */
export class SubgraphSource implements GraphQLDataSource<RequestContext>, Subgraph {
  private readonly flights = new SingleFlight<SubgraphAnswer>();

  constructor(
    private readonly client: SubgraphPost,
    private readonly settings: SubgraphSourceSettings,
  ) {}

  /** For the engine's own executor. */
  async process({ request, context }: Options): Promise<Answer> {
    const { query = '', variables, operationName } = request;
    const { representations } = variables ?? {};
    const question = {
      query,
      isMutation: isMutation(query),
      // The engine asks for what our code does not cover: rare enough to ask each time.
      isOpen: false,
      body: JSON.stringify({ query, variables, operationName }),
      entities: Array.isArray(representations) ? representations.length : undefined,
    };
    return this.ask(question, context as RequestContext);
  }

  async ask(question: SubgraphQuestion, context: RequestContext): Promise<SubgraphReply> {
    const { servizio } = this.client;
    try {
      const answer = await this.send(question, context);
      const { data, errors } = usable(answer, question.entities);
      // What a change answered is not to be given again, whatever it was read from.
      context.heard?.hear(servizio, errors || question.isMutation ? undefined : answer.marca);
      return { data, errors: errors?.map((error) => fromSubgraph(error, servizio)) };
    } catch (error) {
      context.heard?.hear(servizio, undefined);
      this.settings.log.warn(
        { servizio, requestId: context.requestId, reason: codeOf(error) },
        'subgraph gave no usable answer',
      );
      return this.unanswered(question.query);
    }
  }

  unanswered(query: string): SubgraphReply {
    return { errors: unavailable(this.client.servizio, query), isUnanswered: true };
  }

  /** One caller's questions for what is open to everybody; records of people are asked, and written down, each time. */
  private send(question: SubgraphQuestion, context: RequestContext): Promise<SubgraphAnswer> {
    if (!this.settings.singleFlight || !question.isOpen || question.isMutation) {
      return this.post(question, context);
    }
    const key = `${JSON.stringify(context.chiamante)}\n${question.body}`;
    const together = () => this.postForAll(question, context);
    return untilEnd(
      this.flights.run(key, () => this.post(question, context), together),
      context.ending,
    );
  }

  /** For several who wait, of whom any may go away. */
  private async postForAll(question: SubgraphQuestion, context: RequestContext): Promise<SubgraphAnswer> {
    const ending = new Ending();
    const late = setTimeout(() => ending.come('LATE'), SHARED_DEADLINE_MS);
    try {
      return await this.post(question, { ...context, ending });
    } finally {
      clearTimeout(late);
    }
  }

  private async post({ body, isMutation }: SubgraphQuestion, context: RequestContext): Promise<SubgraphAnswer> {
    const { chiamante, requestId, ending } = context;
    // Signed anew each time: a subgraph accepts an assertion once.
    const once = async () => {
      const assertion = this.settings.signer.sign({ chiamante, requestId }, this.client.servizio, body);
      return this.client.post(body, { [ASSERTION_HEADER]: assertion, 'x-request-id': requestId }, ending);
    };
    try {
      return await once();
    } catch (error) {
      // A mutation may have arrived before the connection broke: only its caller can repeat it, with its key.
      if (isMutation || !isConnectionError(error)) {
        throw error;
      }
      return once();
    }
  }
}

function untilEnd<T>(answer: Promise<T>, ending: Ending): Promise<T> {
  return new Promise((resolve, reject) => {
    const waiting = { end: reject };
    ending.add(waiting);
    if (ending.reason) {
      reject(ending.reason);
    }
    answer.finally(() => ending.remove(waiting)).then(resolve, reject);
  });
}

export function isMutation(query: string): boolean {
  return /^\s*mutation\b/.test(query);
}

function usable(answer: SubgraphAnswer, entities: number | undefined): GraphQLAnswer {
  const { data, errors } = parsed(answer.body);
  const hasErrors = Array.isArray(errors) && errors.length > 0;
  const accepted = answer.status >= 200 && answer.status < 300;
  // Silence is not an answer: without this, `{"data": null}` becomes fields that are null for no stated reason.
  if (!hasErrors && (!accepted || typeof data !== 'object' || data === null)) {
    throw new UnusableAnswer(accepted ? 'NO_DATA' : `HTTP_${answer.status}`);
  }
  if (data && !hasAllEntities(data, entities)) {
    throw new UnusableAnswer('ENTITIES_MISMATCH');
  }
  return { data, ...(hasErrors ? { errors } : {}) };
}

function parsed(body: Buffer): GraphQLAnswer {
  try {
    return Object(parseJsonBytes(body)) as GraphQLAnswer;
  } catch {
    throw new UnusableAnswer('NOT_JSON');
  }
}

function hasAllEntities({ _entities }: Record<string, unknown>, asked: number | undefined): boolean {
  return asked === undefined || (Array.isArray(_entities) && _entities.length === asked);
}

/** Only the closed list passes; any other code is marked, so that the caller is told of a fault and the log of which one. */
function fromSubgraph(error: unknown, servizio: string): GraphQLFormattedError {
  const { message, path, extensions } = Object(error) as Partial<GraphQLFormattedError>;
  const code = extensions?.code;
  return {
    message: typeof message === 'string' ? message : '',
    path: Array.isArray(path) ? path : undefined,
    extensions: {
      ...publicExtensions(extensions),
      code: isErrorCode(code) ? code : `SUBGRAPH_${String(code)}`,
      servizio,
    },
  };
}
