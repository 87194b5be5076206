import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { START_SCRIPT } from './start-script.js';

/** The parts of GraphiQL that the package carries: nine megabytes, loaded when somebody first opens the page. */
interface GraphiQLParts {
  readonly js: string;
  readonly css: string;
  readonly editorWorkerService: string;
  readonly jsonWorker: string;
  readonly graphqlWorker: string;
}

const require = createRequire(import.meta.url);
const { version } = require('@graphql-yoga/render-graphiql/package.json') as { version: string };
const compress = promisify(gzip);

/** The version of the library and of our script are in the path, so that a browser may keep them for ever. */
export const ASSETS_PATH = `/graphiql/${version}-${createHash('sha256').update(START_SCRIPT).digest('hex').slice(0, 8)}`;

const PARTS = {
  'graphiql.js': (parts: GraphiQLParts) => parts.js,
  'graphiql.css': (parts: GraphiQLParts) => parts.css,
  'editor.worker.js': (parts: GraphiQLParts) => parts.editorWorkerService,
  'json.worker.js': (parts: GraphiQLParts) => parts.jsonWorker,
  'graphql.worker.js': (parts: GraphiQLParts) => parts.graphqlWorker,
  'start.js': () => START_SCRIPT,
} as const;

type AssetName = keyof typeof PARTS;

const compressed = new Map<AssetName, Promise<Buffer>>();

export async function sendAsset(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { name } = request.params as { name: string };
  if (!isAsset(name)) {
    return reply.callNotFound();
  }
  const body = await compressedPart(name);
  return reply
    .type(name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8')
    .headers({ 'content-encoding': 'gzip', 'cache-control': 'public, max-age=31536000, immutable' })
    .send(body);
}

function isAsset(name: string): name is AssetName {
  return Object.hasOwn(PARTS, name);
}

/** Always compressed: only browsers come here, and all of them read gzip. */
function compressedPart(name: AssetName): Promise<Buffer> {
  const known = compressed.get(name);
  if (known) {
    return known;
  }
  const parts = require('@graphql-yoga/render-graphiql/graphiql') as GraphiQLParts;
  const made = compress(PARTS[name](parts));
  compressed.set(name, made);
  return made;
}
