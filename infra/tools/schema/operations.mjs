import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GraphQLError, parse, validate } from 'graphql';

/**
 * Operations that callers really send must stay valid against the API.
 */
export async function operationProblems(api, folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith('.graphql')).sort();
  const problems = await Promise.all(
    files.map(async (name) =>
      errorsOf(api, await readFile(join(folder, name), 'utf8')).map((error) => say(name, error)),
    ),
  );
  return problems.flat();
}

function errorsOf(api, text) {
  try {
    return validate(api, parse(text));
  } catch (error) {
    if (error instanceof GraphQLError) {
      return [error];
    }
    throw error;
  }
}

function say(name, { message, locations }) {
  const place = locations?.[0] ? `:${locations[0].line}` : '';
  return `operations/${name}${place}: ${message}`;
}
