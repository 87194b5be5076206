import { getMetadataStorage } from 'type-graphql';

/**
 * Lets graphql itself read a field that is nothing more than a property, instead of a function of the library that
 * makes an object for each value and gives it to a chain of nobody. A field that asks for a permission, or runs anything
 * else first, or has another name than its property, is left to the library; so is one with a resolver of its own.
 *
 * Call it before the schema is built.
 */
export function readPlainFieldsDirectly(): void {
  const { fields, authorizedFields, authorizedResolver, middlewares, resolverMiddlewares } = getMetadataStorage();
  const guardedClasses = new Set<unknown>([...authorizedResolver, ...resolverMiddlewares].map(({ target }) => target));
  const guardedFields = groupOf([...authorizedFields, ...middlewares]);
  for (const field of fields) {
    const isGuarded = guardedClasses.has(field.target) || guardedFields.get(field.target)?.has(field.name);
    if (!isGuarded && field.name === field.schemaName) {
      field.simple ??= true;
    }
  }
}

function groupOf(
  list: ReadonlyArray<{ readonly target: unknown; readonly fieldName: string }>,
): Map<unknown, Set<string>> {
  const byClass = new Map<unknown, Set<string>>();
  for (const { target, fieldName } of list) {
    byClass.set(target, (byClass.get(target) ?? new Set()).add(fieldName));
  }
  return byClass;
}
