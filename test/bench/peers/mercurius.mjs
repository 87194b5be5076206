// Mercurius with jit as a gateway. It reads schemas of Federation 1 only, so ours are written again for it: directives that it does
// not know go, and an entity that several subgraphs have is the first one's and an extension in the others. Fields with
// @requires go too: it has no way to give a subgraph what they need from another one, and nobody asks it for them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mercuriusGateway from '@mercuriusjs/gateway';
import fastify from 'fastify';
import { Kind, parse, print, visit } from 'graphql';

const { PORT, BENCH_SUBGRAPHS, BENCH_SCHEMAS } = process.env;
const urls = JSON.parse(BENCH_SUBGRAPHS);
const KEPT = new Set(['key', 'external', 'deprecated', 'specifiedBy']);
/** The owner of an entity is the subgraph that can be asked for it; of Ambito, which all can, the one that names it. */
const OWNERS = { Ambito: 'ats', OsservatorioPoverta: 'ats', RichiestaAffido: 'ambito', Compilazione: 'ats' };

const keyOf = (type) => type.directives?.find(({ name }) => name.value === 'key');
const isStub = (type) =>
  keyOf(type)?.arguments.some(({ name, value }) => name.value === 'resolvable' && value.value === false);
const keyField = (type) => keyOf(type).arguments.find(({ name }) => name.value === 'fields').value.value;
const directive = (name) => ({ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name }, arguments: [] });

const documents = new Map(
  Object.keys(urls).map((name) => [name, parse(readFileSync(join(BENCH_SCHEMAS, `${name}.graphql`), 'utf8'))]),
);
const places = new Map();
for (const [service, { definitions }] of documents) {
  definitions.filter(keyOf).forEach((type) => {
    const known = places.get(type.name.value) ?? [];
    places.set(type.name.value, [...known, { service, type }]);
  });
}

function ownerOf(name) {
  const all = places.get(name);
  return OWNERS[name] ?? (all.find(({ type }) => !isStub(type)) ?? all[0]).service;
}

function ofFederation1(service, document) {
  const definitions = document.definitions
    .filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION && kind !== Kind.DIRECTIVE_DEFINITION)
    .map((type) => rewritten(service, type));
  return print(
    visit({ ...document, definitions }, { Directive: ({ name }) => (KEPT.has(name.value) ? undefined : null) }),
  );
}

function rewritten(service, type) {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) {
    return type;
  }
  const has = ({ directives }, names) => directives.some(({ name }) => names.includes(name.value));
  const fields = type.fields.filter((field) => !has(field, ['requires', 'external']));
  if (['Query', 'Mutation'].includes(type.name.value)) {
    return { ...type, kind: Kind.OBJECT_TYPE_EXTENSION, description: undefined, fields };
  }
  const key = keyOf(type);
  if (!key) {
    return type;
  }
  const own = { ...key, arguments: key.arguments.filter(({ name }) => name.value === 'fields') };
  if (ownerOf(type.name.value) === service) {
    return { ...type, directives: [own], fields };
  }
  const external = fields.map((field) =>
    field.name.value === keyField(type) ? { ...field, directives: [directive('external')] } : field,
  );
  return { ...type, kind: Kind.OBJECT_TYPE_EXTENSION, description: undefined, directives: [own], fields: external };
}

const app = fastify();
app.register(mercuriusGateway, {
  jit: 1,
  context: (request) => ({ persona: request.headers['x-bench-persona'] ?? 'pubblico' }),
  gateway: {
    services: [...documents].map(([name, document]) => ({
      name,
      url: urls[name],
      schema: ofFederation1(name, document),
      mandatory: true,
      connections: 64,
      rewriteHeaders: (_headers, context) => ({ 'x-trama-assertion': `bench:${context?.persona ?? 'pubblico'}` }),
    })),
  },
});
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
